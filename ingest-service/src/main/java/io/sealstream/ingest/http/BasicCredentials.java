package io.sealstream.ingest.http;

import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * HTTP Basic (RFC 7617) as EST uses it: user name {@code tenant/device}, password the one-time
 * token.
 *
 * @param device who wants to enrol
 * @param password the token
 */
record BasicCredentials(DeviceId device, String password) {
    private static final String SCHEME = "Basic ";

    static BasicCredentials parse(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(Problem.UNAUTHENTICATED);
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw new Refusal(Problem.UNAUTHENTICATED);
            }
            return new BasicCredentials(
                    DeviceId.ofKey(pair.substring(0, colon)), pair.substring(colon + 1));
        } catch (InvalidIdentifierException e) {
            // As for a wrong token: whether a name is one is nobody's business.
            throw new Refusal(Problem.FORBIDDEN);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.UNAUTHENTICATED);
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + device.key() + "]";
    }
}
