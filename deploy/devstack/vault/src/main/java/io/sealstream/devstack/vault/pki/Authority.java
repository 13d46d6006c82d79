package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.protocol.identity.Pem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * The key and certificates of a mount, as stored.
 *
 * @param key PKCS#8; P-256
 * @param chain PEM of its own certificate and those above; empty while an intermediate waits for
 *     its certificate
 */
record Authority(byte[] key, String chain) {

    static KeyPair newKey(String type, int bits) {
        if (!type.equals("ec") || bits != 256) {
            throw Refusal.badRequest("the emulator has authorities with P-256 keys only");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }

    PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored key of an authority is broken", e);
        }
    }

    List<X509Certificate> certificates() {
        if (chain.isEmpty()) {
            throw Refusal.badRequest("unable to fetch CA chain: no default issuer configured");
        }
        try {
            return Pem.readCertificates(chain.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateException e) {
            throw Refusal.badRequest("the certificate could not be parsed");
        }
    }

    X509Certificate certificate() {
        return certificates().getFirst();
    }
}
