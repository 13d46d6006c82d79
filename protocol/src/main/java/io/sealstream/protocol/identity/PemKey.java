package io.sealstream.protocol.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A private key as text: {@code PRIVATE KEY} (PKCS#8, RFC 5958), or {@code EC PRIVATE KEY} (SEC 1,
 * RFC 5915), which OpenSSL and cert-manager write. Other blocks and text may stand around it.
 */
final class PemKey {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String[] ALGORITHMS = {"EC", "Ed25519"};

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        // What stands around the block may be in any encoding.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] der = pkcs8(text, String.valueOf(file.getFileName()));
        try {
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (InvalidKeySpecException e) {
                    // Another kind of key, or none.
                }
            }
        } finally {
            Arrays.fill(der, (byte) 0);
        }
        throw new KeyException(file.getFileName() + " holds no EC or Ed25519 key");
    }

    private static byte[] pkcs8(String text, String name) throws GeneralSecurityException {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY")
                || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new KeyException(
                    name + " is encrypted; decrypt it with openssl pkcs8 -topk8 -nocrypt");
        }
        if (text.contains("BEGIN " + PKCS8)) {
            return Pem.decode(PKCS8, text);
        }
        if (text.contains("BEGIN " + SEC1)) {
            return ofSec1(Pem.decode(SEC1, text));
        }
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            throw new KeyException(name + " holds an RSA key; P-256 or Ed25519 is needed");
        }
        throw new KeyException(name + " holds no private key in PEM");
    }

    private static byte[] ofSec1(byte[] der) throws KeyException {
        try {
            ECPrivateKey key = ECPrivateKey.getInstance(der);
            @Nullable ASN1Encodable named = key.getParametersObject();
            ASN1Encodable curve = named == null ? SECObjectIdentifiers.secp256r1 : named;
            return new PrivateKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key)
                    .getEncoded();
        } catch (IOException | RuntimeException e) {
            throw new KeyException("the " + SEC1 + " block holds no key", e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }
}
