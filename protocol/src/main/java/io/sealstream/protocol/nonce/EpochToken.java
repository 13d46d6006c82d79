package io.sealstream.protocol.nonce;

import io.sealstream.protocol.InvalidIdentifierException;
import java.util.Base64;

/**
 * An epoch token as it travels: base64url of 30 bytes, 40 characters. Not a secret: it names an
 * epoch of one device, and is worth nothing without that device's signature.
 *
 * @param text the 40 characters
 */
public record EpochToken(String text) {
    static final int LENGTH = 40;

    public EpochToken {
        if (text.length() != LENGTH || !isBase64Url(text)) {
            throw new InvalidIdentifierException("an epoch token is 40 characters of base64url");
        }
    }

    static EpochToken ofBytes(byte[] bytes) {
        return new EpochToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(text);
    }

    private static boolean isBase64Url(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
