package io.sealstream.protocol.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an identity folder holds at one moment.
 *
 * @param key the private key
 * @param chain leaf first, whatever the order in the file; without the root
 */
record IdentityMaterial(PrivateKey key, List<X509Certificate> chain) {
    static final String CERTIFICATE = "cert.pem";
    static final String KEY = "key.pem";

    static IdentityMaterial read(Path folder) throws IOException, GeneralSecurityException {
        PrivateKey key = Pem.readPrivateKey(folder.resolve(KEY));
        List<X509Certificate> given = Pem.readCertificates(folder.resolve(CERTIFICATE));
        return new IdentityMaterial(key, ordered(leaf(key, given), given));
    }

    /**
     * The certificate of the key. The two files are replaced one after the other; between the two
     * they do not belong together.
     */
    private static X509Certificate leaf(PrivateKey key, List<X509Certificate> given)
            throws GeneralSecurityException {
        for (X509Certificate one : given) {
            if (isPair(key, one.getPublicKey())) {
                return one;
            }
        }
        throw new KeyException(
                "the key in " + KEY + " belongs to no certificate in " + CERTIFICATE);
    }

    private static boolean isPair(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        if (!kind(key).equals(kind(publicKey))) {
            return false;
        }
        String algorithm = kind(key).equals("EC") ? "SHA256withECDSA" : "EdDSA";
        byte[] probe = "sealstream".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(probe);
        try {
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // Of another curve.
        }
    }

    private static String kind(Key key) {
        return key.getAlgorithm().equals("EC") ? "EC" : "EdDSA";
    }

    /** Leaf first, then who issued it, as far as that is there and no root (RFC 8446, 4.4.2). */
    private static List<X509Certificate> ordered(
            X509Certificate leaf, List<X509Certificate> given) {
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        Optional<X509Certificate> next = Optional.of(leaf);
        while (next.isPresent()) {
            X509Certificate last = next.get();
            next =
                    given.stream()
                            .filter(one -> !chain.contains(one) && issued(one, last))
                            .filter(one -> !issued(one, one))
                            .findFirst();
            next.ifPresent(chain::add);
        }
        return List.copyOf(chain);
    }

    private static boolean issued(X509Certificate issuer, X509Certificate subject) {
        return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal());
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
