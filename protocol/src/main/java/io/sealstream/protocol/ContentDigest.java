package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * The digest of an event's content: one member of an RFC 9530 {@code Content-Digest} field.
 *
 * @param algorithm which hash
 * @param value its output
 */
public record ContentDigest(Algorithm algorithm, byte[] value) {

    /** The hash algorithms in use (RFC 9530, section 5, status Active). */
    public enum Algorithm {
        SHA_256("sha-256", -16, "SHA-256", 32),
        SHA_512("sha-512", -44, "SHA-512", 64);

        private final String label;
        private final int coseId;
        private final String jca;
        private final int length;

        Algorithm(String label, int coseId, String jca, int length) {
            this.label = label;
            this.coseId = coseId;
            this.jca = jca;
            this.length = length;
        }

        /** The key of the field's member. */
        public String label() {
            return label;
        }

        /** The algorithm's number in COSE (RFC 9054, section 2.1). */
        public int coseId() {
            return coseId;
        }

        /**
         * Finds an algorithm by its number in COSE.
         *
         * @throws InvalidIdentifierException when it is none of these
         */
        public static Algorithm ofCoseId(long coseId) {
            for (Algorithm algorithm : values()) {
                if (algorithm.coseId == coseId) {
                    return algorithm;
                }
            }
            throw new InvalidIdentifierException("neither SHA-256 nor SHA-512");
        }
    }

    public ContentDigest {
        Objects.requireNonNull(algorithm, "algorithm");
        if (value.length != algorithm.length) {
            throw new InvalidIdentifierException("a digest has the length of its algorithm");
        }
    }

    /** Digests {@code content}. */
    public static ContentDigest of(Algorithm algorithm, byte[] content) {
        try {
            return new ContentDigest(
                    algorithm, MessageDigest.getInstance(algorithm.jca).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm.jca, e);
        }
    }

    /**
     * Reads {@code sha-256=:<base64>:}, the only spelling {@link #toString} gives.
     *
     * @throws InvalidIdentifierException when it is anything else
     */
    @JsonCreator
    public static ContentDigest parse(String member) {
        for (Algorithm algorithm : Algorithm.values()) {
            String start = algorithm.label + "=:";
            // The closing colon must not be the opening one.
            if (member.startsWith(start)
                    && member.endsWith(":")
                    && member.length() > start.length()) {
                String base64 = member.substring(start.length(), member.length() - 1);
                try {
                    var digest = new ContentDigest(algorithm, Base64.getDecoder().decode(base64));
                    if (digest.toString().equals(member)) {
                        return digest;
                    }
                } catch (IllegalArgumentException e) {
                    break;
                }
            }
        }
        throw new InvalidIdentifierException("not a sha-256 or sha-512 content digest");
    }

    /** Says whether {@code content} has this digest. */
    public boolean matches(byte[] content) {
        return MessageDigest.isEqual(value, of(algorithm, content).value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentDigest that
                && algorithm == that.algorithm
                && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @JsonValue
    @Override
    public String toString() {
        return algorithm.label + "=:" + Base64.getEncoder().encodeToString(value) + ":";
    }
}
