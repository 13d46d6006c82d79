package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.request.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds and signs certificates (RFC 5280). Each is valid from 30 seconds ago. */
final class Signer {
    private static final Duration BACKDATED = Duration.ofSeconds(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signer() {}

    /** An issuer: name and key; the public key identifies it in what it signs. */
    record Issuer(X500Name name, PublicKey publicKey, PrivateKey key) {
        static Issuer of(Authority authority) {
            X509Certificate certificate = authority.certificate();
            return new Issuer(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                    certificate.getPublicKey(),
                    authority.privateKey());
        }
    }

    static X500Name name(String commonName) {
        return commonName.isEmpty()
                ? new X500Name(new RDN[0])
                : new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    static X509Certificate authority(
            Issuer issuer, X500Name subject, PublicKey key, Instant until, int pathLength) {
        return build(
                issuer,
                subject,
                key,
                until,
                certificate -> {
                    BasicConstraints ca =
                            pathLength < 0
                                    ? new BasicConstraints(true)
                                    : new BasicConstraints(pathLength);
                    certificate.addExtension(Extension.basicConstraints, true, ca);
                    certificate.addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
                });
    }

    static X509Certificate leaf(
            Issuer issuer,
            X500Name subject,
            PublicKey key,
            Instant until,
            List<GeneralName> names,
            List<KeyPurposeId> purposes) {
        return build(
                issuer,
                subject,
                key,
                until,
                certificate -> {
                    certificate.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    certificate.addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
                    if (!names.isEmpty()) {
                        certificate.addExtension(
                                Extension.subjectAlternativeName,
                                subject.getRDNs().length == 0, // critical then: RFC 5280, 4.2.1.6
                                new GeneralNames(names.toArray(GeneralName[]::new)));
                    }
                });
    }

    /**
     * Refuses a certificate that is not for the stored key: it signs itself a probe and checks it.
     */
    static void requirePair(Authority authority) {
        Issuer issuer = Issuer.of(authority);
        X509Certificate probe =
                authority(issuer, issuer.name(), issuer.publicKey(), Instant.now(), 0);
        try {
            probe.verify(issuer.publicKey());
        } catch (GeneralSecurityException e) {
            throw Refusal.badRequest("the certificate does not belong to the key generated here");
        }
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder certificate) throws IOException;
    }

    private static X509Certificate build(
            Issuer issuer, X500Name subject, PublicKey key, Instant until, Extensions extensions) {
        try {
            X509v3CertificateBuilder certificate =
                    new JcaX509v3CertificateBuilder(
                            issuer.name(),
                            new BigInteger(159, RANDOM).setBit(158),
                            Date.from(Instant.now().minus(BACKDATED)),
                            Date.from(until),
                            subject,
                            key);
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            certificate.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(issuer.publicKey()));
            extensions.addTo(certificate);
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(signer(issuer.key())));
        } catch (IOException
                | CertificateException
                | OperatorCreationException
                | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a certificate cannot be built", e);
        }
    }
}
