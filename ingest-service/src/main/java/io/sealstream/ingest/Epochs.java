package io.sealstream.ingest;

import io.sealstream.ingest.DeviceMemory.Limits;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochToken;
import io.sealstream.protocol.nonce.NonceChecker;
import java.time.Instant;
import java.util.Optional;

/**
 * Issues epochs that the guard can accept: newer than what it says to be stale. Without that, a
 * device would be refused until the clock has passed what the guard named. Thread-safe.
 */
public final class Epochs {
    private static final String FLOOR = "floor";

    /** A floor is at most so far ahead that it counts; then the clock has passed it. */
    private static final Limits LIMITS =
            new Limits(1, 100_000, NonceChecker.MOST_AHEAD.multipliedBy(2));

    private final EpochIssuer issuer;
    private final DeviceMemory<String, Instant> floors =
            new DeviceMemory<>(LIMITS, System::nanoTime);

    public Epochs(EpochIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * Issues a token to a device. Each is newer than the last: of two epochs of one millisecond the
     * guard might take the second for an older one.
     */
    public synchronized EpochToken issue(DeviceId device) {
        Optional<Instant> floor = floors.find(device, FLOOR);
        floor.ifPresent(time -> floors.put(device, FLOOR, time.plusMillis(1)));
        return issuer.issue(device, floor.orElse(Instant.EPOCH));
    }

    /** Takes note that epochs of a device issued up to {@code floor} have no effect any more. */
    synchronized void raise(DeviceId device, Instant floor) {
        floors.put(device, FLOOR, floor);
    }
}
