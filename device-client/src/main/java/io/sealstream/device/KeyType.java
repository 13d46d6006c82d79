package io.sealstream.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Kinds of identity keys. */
public enum KeyType {
    P256("SHA256withECDSA"),
    ED25519("Ed25519");

    private final String signatureAlgorithm;

    KeyType(String signatureAlgorithm) {
        this.signatureAlgorithm = signatureAlgorithm;
    }

    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    static KeyType of(PublicKey key) {
        return key.getAlgorithm().equals("EC") ? P256 : ED25519;
    }

    /** A private key with its public key, which PKCS #8 need not hold. */
    static KeyPair pair(PrivateKey key) {
        try {
            AsymmetricKeyParameter point =
                    switch (PrivateKeyFactory.createKey(key.getEncoded())) {
                        case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
                        case ECPrivateKeyParameters ec ->
                                new ECPublicKeyParameters(
                                        ec.getParameters().getG().multiply(ec.getD()),
                                        ec.getParameters());
                        default -> throw new DeviceException("the key is of another kind");
                    };
            byte[] der = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(point).getEncoded();
            String algorithm = point instanceof ECPublicKeyParameters ? "EC" : "Ed25519";
            return new KeyPair(
                    KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)),
                    key);
        } catch (IOException | GeneralSecurityException e) {
            throw new DeviceException("the key is damaged", e);
        }
    }

    KeyPair generate() {
        try {
            if (this == ED25519) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes such keys", e);
        }
    }
}
