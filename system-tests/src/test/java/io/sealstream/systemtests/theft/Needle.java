package io.sealstream.systemtests.theft;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something to look for, in one of the forms in which it may have been written.
 *
 * @param name what it is, for the failure message
 * @param bytes the form
 */
public record Needle(String name, byte[] bytes) {
    /** As it is, in hexadecimal, and in base64 at each of the three places it can begin. */
    public static List<Needle> formsOf(String name, byte[] secret) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("as it is", secret);
        forms.put("in hex", ascii(HexFormat.of().formatHex(secret)));
        forms.put("in upper-case hex", ascii(HexFormat.of().withUpperCase().formatHex(secret)));
        for (int before = 0; before < 3; before++) {
            forms.put("in base64 at " + before, ascii(base64(Base64.getEncoder(), secret, before)));
            forms.put(
                    "in base64url at " + before,
                    ascii(base64(Base64.getUrlEncoder(), secret, before)));
        }
        List<Needle> needles = new ArrayList<>();
        forms.forEach((form, bytes) -> needles.add(new Needle(name + " " + form, bytes)));
        return needles;
    }

    /** The characters that stand for the secret alone when so many bytes come before it. */
    private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        int first = (before * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return encoder.encodeToString(padded).substring(first, end);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return name;
    }
}
