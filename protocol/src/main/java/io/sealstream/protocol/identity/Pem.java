package io.sealstream.protocol.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as text (RFC 7468). */
public final class Pem {
    private static final String[] KEY_ALGORITHMS = {"EC", "Ed25519"};

    private Pem() {}

    /** Reads every certificate of a file; at least one. */
    public static List<X509Certificate> readCertificates(Path file)
            throws IOException, CertificateException {
        return readCertificates(Files.readAllBytes(file));
    }

    /** Reads every certificate of a text, or one DER certificate; at least one. */
    public static List<X509Certificate> readCertificates(byte[] text) throws CertificateException {
        List<X509Certificate> certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(text))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return certificates;
    }

    /** Reads an unencrypted PKCS#8 key. */
    public static PrivateKey readPrivateKey(Path file)
            throws IOException, GeneralSecurityException {
        byte[] der = decode("PRIVATE KEY", Files.readString(file));
        try {
            InvalidKeySpecException last = new InvalidKeySpecException("not a private key");
            for (String algorithm : KEY_ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (InvalidKeySpecException e) {
                    last = e;
                }
            }
            throw last;
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** Writes certificates, in the order given. */
    public static String write(List<X509Certificate> certificates) throws CertificateException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(encode("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    /** Writes a key as unencrypted PKCS#8. */
    public static String write(PrivateKey key) {
        return encode("PRIVATE KEY", key.getEncoded());
    }

    /** Puts DER into a text block with this label. */
    public static String encode(String label, byte[] der) {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** Takes the first block with this label out of a text. */
    public static byte[] decode(String label, String text) throws InvalidKeySpecException {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----", Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw new InvalidKeySpecException("no " + label + " block");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the " + label + " block is not base64", e);
        }
    }
}
