package io.sealstream.protocol.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). */
public final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*-----END CERTIFICATE-----");

    private Pem() {}

    /** Reads every certificate of a file; at least one. */
    public static List<X509Certificate> readCertificates(Path file)
            throws IOException, CertificateException {
        return readCertificates(Files.readAllBytes(file));
    }

    /**
     * Reads every certificate of a text, or of DER; at least one. In a text, other blocks and what
     * stands around the blocks is passed over.
     */
    public static List<X509Certificate> readCertificates(byte[] text) throws CertificateException {
        byte[] blocks = certificateBlocks(text);
        List<X509Certificate> certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(blocks))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return certificates;
    }

    private static byte[] certificateBlocks(byte[] text) {
        StringBuilder blocks = new StringBuilder();
        Matcher matcher = CERTIFICATE.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.append(matcher.group()).append('\n');
        }
        return blocks.isEmpty() ? text : blocks.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads the root of a file, in which intermediates may stand too.
     *
     * @throws CertificateException when it is not clear which one that is
     */
    public static X509Certificate readRoot(Path file) throws IOException, CertificateException {
        List<X509Certificate> all = readCertificates(file);
        List<X509Certificate> roots =
                all.stream()
                        .filter(one ->
                                one.getIssuerX500Principal().equals(one.getSubjectX500Principal()))
                        .distinct()
                        .toList();
        if (roots.size() == 1) {
            return roots.getFirst();
        }
        if (roots.isEmpty() && all.size() == 1) {
            return all.getFirst();
        }
        throw new CertificateException(file.getFileName() + " must hold one root certificate");
    }

    /**
     * Reads an unencrypted key, as PKCS#8 or as SEC 1 writes it.
     *
     * @throws GeneralSecurityException when there is none; its message is one line for a person
     */
    public static PrivateKey readPrivateKey(Path file)
            throws IOException, GeneralSecurityException {
        return PemKey.read(file);
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
