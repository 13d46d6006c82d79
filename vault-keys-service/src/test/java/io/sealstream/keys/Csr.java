package io.sealstream.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Certification requests, honest and otherwise. */
public final class Csr {
    private Csr() {}

    public static KeyPair p256() {
        return ec("secp256r1");
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair of(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] by(KeyPair key) {
        return signed(key.getPublic(), key.getPrivate(), "SHA256withECDSA", null);
    }

    public static byte[] ed25519() {
        return by(of("Ed25519"), "Ed25519");
    }

    public static byte[] by(KeyPair key, String algorithm) {
        return signed(key.getPublic(), key.getPrivate(), algorithm, null);
    }

    public static byte[] claimingUri(KeyPair key, String uri) {
        return signed(key.getPublic(), key.getPrivate(), "SHA256withECDSA", uri);
    }

    public static byte[] signed(
            PublicKey key, PrivateKey signer, String algorithm, @Nullable String uri) {
        try {
            var builder =
                    new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=whatever,O=anybody"), key);
            if (uri != null) {
                ExtensionsGenerator extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
                builder.addAttribute(
                        PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            return builder.build(new JcaContentSignerBuilder(algorithm).build(signer)).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
