package io.sealstream.protocol.calls;

import io.sealstream.protocol.secret.KeyBytes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Ingest and the guard ask vault-keys for the keys of epoch tokens: GET, answered with {@link
 * Keys}.
 */
public final class EpochKeysCall {
    /** Path of the call, GET, on vault-keys. */
    public static final String PATH = "/v1/epoch-keys";

    private EpochKeysCall() {}

    /**
     * The keys that count now.
     *
     * @param keys the first is the one to issue with
     */
    public record Keys(List<Key> keys) {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * One key.
     *
     * @param kid its number in the token, 0 to 255
     * @param key secret; the owner of the record closes it
     * @param notAfter from when nobody needs it
     */
    public record Key(int kid, KeyBytes key, Instant notAfter) {
        public Key {
            Objects.requireNonNull(key);
            Objects.requireNonNull(notAfter);
        }
    }
}
