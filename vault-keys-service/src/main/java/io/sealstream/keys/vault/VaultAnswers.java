package io.sealstream.keys.vault;

import io.sealstream.keys.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What Vault's status codes mean here. Messages name the path and the status; nothing of an answer
 * ever gets into one, because answers hold tokens and keys.
 */
final class VaultAnswers {
    private VaultAnswers() {}

    /**
     * What a status other than success means for the caller.
     *
     * @return {@link UnavailableException} when another node or a later attempt may succeed, {@link
     *     IllegalStateException} when the request itself is refused, {@link RefusedException} when
     *     for what is in it
     * @throws DeniedException when Vault denies permission
     */
    static RuntimeException refusal(String path, int status) throws DeniedException {
        String message = "Vault answered " + status + " to " + path;
        return switch (status) {
            case 400 -> new RefusedException(message);
            case 403 -> throw new DeniedException(path);
            // A standby that does not forward redirects (307) or says what it is (429, 472, 473).
            // A redirect is not followed: another of the configured nodes is asked instead.
            case 307, 429, 472, 473 ->
                    new UnavailableException(message + "; this node is not the active one");
            // 501 and 503: not initialised, sealed.
            case 500, 501, 502, 503, 504 -> new UnavailableException(message);
            default -> new IllegalStateException(message);
        };
    }

    static UnavailableException missing(String path, Throwable cause) {
        return new UnavailableException("Vault did not answer " + path, cause);
    }

    static IllegalStateException notUnderstood(String path, @Nullable Throwable cause) {
        return new IllegalStateException("Vault's answer to " + path + " is not understood", cause);
    }
}
