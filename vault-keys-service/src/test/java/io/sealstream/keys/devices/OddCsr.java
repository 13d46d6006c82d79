package io.sealstream.keys.devices;

import io.sealstream.keys.Csr;
import java.io.IOException;
import java.io.OutputStream;
import java.security.KeyPair;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Certification requests that real clients send, and that are unlike those of our own. */
final class OddCsr {
    private static final X9ECParameters P256 = NISTNamedCurves.getByName("P-256");

    private OddCsr() {}

    static byte[] withoutAttributes() {
        KeyPair key = Csr.p256();
        return signed(
                builder("CN=x", key.getPublic().getEncoded()).setLeaveOffEmptyAttributes(true),
                signer(key, "SHA256withECDSA"));
    }

    static byte[] withoutSubject() {
        KeyPair key = Csr.p256();
        return signed(builder("", key.getPublic().getEncoded()), signer(key, "SHA256withECDSA"));
    }

    static byte[] withChallenge() {
        KeyPair key = Csr.p256();
        return signed(
                builder("CN=x", key.getPublic().getEncoded())
                        .addAttribute(
                                PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                                new DERUTF8String("secret")),
                signer(key, "SHA256withECDSA"));
    }

    static byte[] withCompressedPoint() {
        return withKey(X9ObjectIdentifiers.prime256v1, true);
    }

    static byte[] withExplicitCurve() {
        return withKey(new X962Parameters(P256), false);
    }

    private static byte[] withKey(ASN1Encodable curve, boolean compressed) {
        KeyPair key = Csr.p256();
        byte[] point =
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded())
                        .getPublicKeyData()
                        .getBytes();
        var info =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve),
                        P256.getCurve().decodePoint(point).getEncoded(compressed));
        return signed(
                new PKCS10CertificationRequestBuilder(new X500Name("CN=x"), info),
                signer(key, "SHA256withECDSA"));
    }

    /** As Mbed TLS writes it: ECDSA with parameters NULL. */
    static byte[] withNullParameters() {
        KeyPair key = Csr.p256();
        ContentSigner signer = signer(key, "SHA256withECDSA");
        return signed(
                builder("CN=x", key.getPublic().getEncoded()),
                new ContentSigner() {
                    @Override
                    public AlgorithmIdentifier getAlgorithmIdentifier() {
                        return new AlgorithmIdentifier(
                                X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE);
                    }

                    @Override
                    public OutputStream getOutputStream() {
                        return signer.getOutputStream();
                    }

                    @Override
                    public byte[] getSignature() {
                        return signer.getSignature();
                    }
                });
    }

    private static PKCS10CertificationRequestBuilder builder(String subject, byte[] key) {
        return new PKCS10CertificationRequestBuilder(
                new X500Name(subject), SubjectPublicKeyInfo.getInstance(key));
    }

    private static ContentSigner signer(KeyPair key, String algorithm) {
        try {
            return new JcaContentSignerBuilder(algorithm).build(key.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signed(PKCS10CertificationRequestBuilder builder, ContentSigner signer) {
        try {
            return builder.build(signer).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
