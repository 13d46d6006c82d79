package io.sealstream.devstack.identity;

import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority whose key never leaves memory. It gives the first start of Vault, and tests, an
 * identity; what it signed is worthless once the process that made it forgot it as an anchor.
 */
public final class TemporaryAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final X500Name NAME = new X500Name("CN=Sealstream temporary authority");

    private final KeyPair pair = IdentityRequest.newKey();
    private final X509Certificate certificate;

    private TemporaryAuthority(Instant now, Duration lifetime) {
        certificate =
                sign(
                        NAME,
                        pair.getPublic(),
                        now,
                        now.plus(lifetime),
                        builder -> {
                            builder.addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(0));
                            builder.addExtension(
                                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                        });
    }

    /** An authority valid from now on. */
    public static TemporaryAuthority create(Duration lifetime) {
        return new TemporaryAuthority(Instant.now().minusSeconds(30), lifetime);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** An identity for {@code localhost} that is valid from now on. */
    public IssuedIdentity issue(SpiffeId id, Duration lifetime) {
        Instant now = Instant.now();
        return issue(id, now.minusSeconds(30), now.plus(lifetime));
    }

    /** An identity for {@code localhost} with the validity given, also one that has passed. */
    public IssuedIdentity issue(SpiffeId id, Instant from, Instant until) {
        KeyPair leaf = IdentityRequest.newKey();
        X509Certificate signed =
                sign(
                        new X500Name("CN=leaf"),
                        leaf.getPublic(),
                        from,
                        until,
                        builder -> {
                            builder.addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature));
                            builder.addExtension(
                                    Extension.subjectAlternativeName, false, names(id));
                        });
        return new IssuedIdentity(
                leaf.getPrivate(),
                List.of(signed),
                new IssuedIdentity.AnchorSet(certificate, certificate, certificate));
    }

    private static GeneralNames names(SpiffeId id) {
        return new GeneralNames(
                new GeneralName[] {
                    new GeneralName(GeneralName.uniformResourceIdentifier, id.toString()),
                    new GeneralName(GeneralName.dNSName, "localhost")
                });
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }

    private X509Certificate sign(
            X500Name subject, PublicKey key, Instant from, Instant until, Extensions extensions) {
        try {
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            NAME,
                            new BigInteger(159, RANDOM).setBit(158),
                            Date.from(from),
                            Date.from(until),
                            subject,
                            key);
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate cannot be built", e);
        }
    }
}
