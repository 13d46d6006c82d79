package io.sealstream.keys;

import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A root and two intermediates, as the platform has them. */
public final class Pki {
    public static final String TRUST_DOMAIN = "test.local";

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Authority root = Authority.root();
    private final Authority services = root.intermediate("services");
    private final Authority tenants = root.intermediate("tenants");

    public Authority services() {
        return services;
    }

    public Authority tenants() {
        return tenants;
    }

    /** Writes an identity folder. */
    public Path identity(Path folder, Authority issuer, SpiffeId id) {
        try {
            KeyPair key = newKey();
            X509Certificate leaf = issuer.leaf(key.getPublic(), id, Duration.ofHours(24));
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("cert.pem"), Pem.write(List.of(leaf, issuer.certificate())));
            Files.writeString(folder.resolve("key.pem"), Pem.write(key.getPrivate()));
            Files.writeString(
                    folder.resolve("services.pem"), Pem.write(List.of(services.certificate())));
            Files.writeString(
                    folder.resolve("tenants.pem"), Pem.write(List.of(tenants.certificate())));
            Files.writeString(folder.resolve("root.pem"), Pem.write(List.of(root.certificate())));
            return folder;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that signs certificates. */
    public record Authority(KeyPair key, X509Certificate certificate) {

        static Authority root() {
            KeyPair key = newKey();
            X500Principal name = new X500Principal("CN=root");
            return new Authority(key, sign(key, name, name, key.getPublic(), null, hours(48)));
        }

        Authority intermediate(String name) {
            KeyPair next = newKey();
            X500Principal subject = new X500Principal("CN=" + name);
            return new Authority(
                    next, sign(key, issuerName(), subject, next.getPublic(), null, hours(48)));
        }

        public X509Certificate leaf(PublicKey publicKey, SpiffeId id, Duration lifetime) {
            return sign(key, issuerName(), new X500Principal("CN=leaf"), publicKey, id, lifetime);
        }

        private X500Principal issuerName() {
            return certificate.getSubjectX500Principal();
        }

        private static Duration hours(int hours) {
            return Duration.ofHours(hours);
        }

        private static X509Certificate sign(
                KeyPair issuer,
                X500Principal issuerName,
                X500Principal subject,
                PublicKey publicKey,
                @Nullable SpiffeId id,
                Duration lifetime) {
            Instant now = Instant.now();
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuerName,
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(now.minusSeconds(60)),
                            Date.from(now.plus(lifetime)),
                            subject,
                            publicKey);
            try {
                extend(builder, id);
                return new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(issuer.getPrivate())));
            } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void extend(X509v3CertificateBuilder builder, @Nullable SpiffeId id)
                throws CertIOException {
            boolean authority = id == null;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (id != null) {
                GeneralName[] names = {
                    new GeneralName(GeneralName.uniformResourceIdentifier, id.toString()),
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                };
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
        }
    }
}
