package io.sealstream.ingest;

import io.sealstream.ingest.DeviceMemory.Limits;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignedDigest;
import java.time.Duration;
import java.util.Optional;

/**
 * What this process took from devices lately, over connections that they authenticated. Records of
 * others, who write to the same topic, are not among it. Thread-safe.
 */
public final class TakenSubmissions {
    /** More than one device sends in the time that guard and storage are behind. */
    private static final Limits LIMITS = new Limits(10_000, 200_000, Duration.ofMinutes(10));

    private final DeviceMemory<SignedDigest, Boolean> taken =
            new DeviceMemory<>(LIMITS, System::nanoTime);
    private final DeviceMemory<EventId, SignedDigest> latest =
            new DeviceMemory<>(LIMITS, System::nanoTime);

    /** Remembers what a device sent; to be called before anybody else can learn of it. */
    void taken(EventFacts facts, SignedDigest signed) {
        taken.put(facts.device(), signed, taken.find(facts.device(), signed).orElse(false));
    }

    /** Remembers that it cannot be lost any more. */
    void kept(EventFacts facts, SignedDigest signed) {
        taken.put(facts.device(), signed, true);
        latest.put(facts.device(), facts.eventId(), signed);
    }

    /** Whether this process took it from the device. */
    boolean isTaken(DeviceId device, SignedDigest signed) {
        return taken.find(device, signed).isPresent();
    }

    /** Whether this process took it from the device, and it cannot be lost any more. */
    boolean isKept(DeviceId device, SignedDigest signed) {
        return taken.find(device, signed).orElse(false);
    }

    /** What the device sent last under an event id, of that which cannot be lost any more. */
    Optional<SignedDigest> latest(DeviceId device, EventId eventId) {
        return latest.find(device, eventId);
    }
}
