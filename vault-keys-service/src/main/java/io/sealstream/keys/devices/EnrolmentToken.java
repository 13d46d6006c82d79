package io.sealstream.keys.devices;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an operator hands to a device for its first enrolment: 32 random bytes in base64url, 43
 * characters. Known to the operator and the device alone; kept as {@link TokenHash}.
 *
 * @param text the token
 */
public record EnrolmentToken(String text) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token from a secure random source. */
    public static EnrolmentToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new EnrolmentToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Its hash. Any text has one, so a malformed token fails like a wrong one. */
    public TokenHash hash() {
        try {
            return new TokenHash(
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "EnrolmentToken[redacted]";
    }
}
