package io.sealstream.keys.devices;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * SHA-256 of an enrolment token. A token has 256 random bits, so neither salt nor stretching adds
 * anything. Equality takes constant time.
 *
 * @param value 32 bytes
 */
public record TokenHash(byte[] value) {
    public TokenHash {
        if (value.length != 32) {
            throw new IllegalArgumentException("a token hash has 32 bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "TokenHash[redacted]";
    }
}
