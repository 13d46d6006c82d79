package io.sealstream.protocol.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What an identity folder holds at one moment.
 *
 * @param key the private key
 * @param chain leaf first
 */
record IdentityMaterial(PrivateKey key, List<X509Certificate> chain) {
    static final String CERTIFICATE = "cert.pem";
    static final String KEY = "key.pem";

    static IdentityMaterial read(Path folder) throws IOException, GeneralSecurityException {
        PrivateKey key = Pem.readPrivateKey(folder.resolve(KEY));
        List<X509Certificate> chain = Pem.readCertificates(folder.resolve(CERTIFICATE));
        requirePair(key, chain.getFirst().getPublicKey());
        return new IdentityMaterial(key, chain);
    }

    /**
     * The two files are replaced one after the other; between the two they do not belong together.
     */
    private static void requirePair(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA";
        byte[] probe = "sealstream".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(probe);
        if (!verifier.verify(signature)) {
            throw new KeyException("the key does not belong to the certificate");
        }
    }

    static List<X509Certificate> readAnchors(Path folder, Anchors anchors)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : anchors.in(folder)) {
            all.addAll(Pem.readCertificates(file));
        }
        return all;
    }
}
