package io.sealstream.device;

import io.sealstream.protocol.nonce.EpochToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device's nonces: an epoch of the platform and a counter, in memory alone. An epoch is kept
 * until the platform refuses it: taking each one offered would leave requests under way behind the
 * platform's two windows. Thread-safe.
 */
final class EpochCounter {
    private @Nullable EpochToken epoch;
    private long next;

    /** The next nonce; empty before the first epoch. */
    synchronized Optional<String> next() {
        return epoch == null ? Optional.empty() : Optional.of(epoch.text() + "." + next++);
    }

    /** Starts the first epoch, unless another thread has. */
    synchronized void start(EpochToken fresh) {
        if (epoch == null) {
            epoch = fresh;
            next = 0;
        }
    }

    /** Moves on from the epoch of a refused nonce, unless another thread has. */
    synchronized void replace(String refusedNonce, EpochToken fresh) {
        if (epoch == null || refusedNonce.startsWith(epoch.text())) {
            epoch = fresh;
            next = 0;
        }
    }

    /** Forgets an epoch that was refused, when no fresh one was offered. */
    synchronized void forget(String refusedNonce) {
        if (epoch != null && refusedNonce.startsWith(epoch.text())) {
            epoch = null;
        }
    }
}
