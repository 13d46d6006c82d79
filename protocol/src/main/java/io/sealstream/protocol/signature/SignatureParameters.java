package io.sealstream.protocol.signature;

import io.sealstream.protocol.KeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a signature (RFC 9421, section 2.3), but for {@code tag}, which is always ours.
 *
 * @param keyId the key it claims to be made with
 * @param nonce the nonce, not yet looked at
 * @param created creation time, if given
 * @param expires expiry time, if given
 * @param algorithm signature algorithm, if given
 */
public record SignatureParameters(
        KeyId keyId,
        String nonce,
        @Nullable Instant created,
        @Nullable Instant expires,
        @Nullable SignatureAlgorithm algorithm) {}
