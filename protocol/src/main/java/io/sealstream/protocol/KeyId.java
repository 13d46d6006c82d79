package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names a device's identity key: the JWK SHA-256 thumbprint (RFC 7638, RFC 8037 appendix A.3), 43
 * characters of base64url.
 *
 * @param value the thumbprint
 */
public record KeyId(String value) {
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    @JsonCreator
    public KeyId {
        if (!THUMBPRINT.matcher(value).matches()) {
            throw new InvalidIdentifierException(
                    "a keyid is a SHA-256 JWK thumbprint in base64url");
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
