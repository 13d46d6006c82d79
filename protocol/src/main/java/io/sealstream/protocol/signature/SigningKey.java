package io.sealstream.protocol.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A private key that signs bases. It may live in a TPM or a PKCS#11 token: the JDK picks the
 * provider that fits it.
 *
 * @param key the private key
 * @param publicKey its public key
 * @param provider signs; may know ECDSA in its DER form only, as Conscrypt does. Null for the JDK's
 *     choice
 */
record SigningKey(PrivateKey key, DeviceKey publicKey, @Nullable Provider provider) {

    /**
     * Signs a base; 64 bytes.
     *
     * @throws IllegalStateException when the key does not sign
     */
    byte[] sign(String base) {
        try {
            Signature engine = engine();
            engine.initSign(key);
            engine.update(base.getBytes(StandardCharsets.US_ASCII));
            byte[] signature = engine.sign();
            return provider != null && publicKey.algorithm() == SignatureAlgorithm.ECDSA_P256_SHA256
                    ? RawEcdsa.ofDer(signature)
                    : signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the device key does not sign", e);
        }
    }

    private Signature engine() throws NoSuchAlgorithmException {
        if (provider == null) {
            return Signature.getInstance(
                    switch (publicKey.algorithm()) {
                        case ECDSA_P256_SHA256 -> "SHA256withECDSAinP1363Format";
                        case ED25519 -> "Ed25519";
                    });
        }
        return Signature.getInstance(
                switch (publicKey.algorithm()) {
                    case ECDSA_P256_SHA256 -> "SHA256withECDSA";
                    case ED25519 -> "Ed25519";
                },
                provider);
    }
}
