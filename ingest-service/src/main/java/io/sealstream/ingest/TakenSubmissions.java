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
    private static final Limits LIMITS = new Limits(10_000, 100_000, Duration.ofMinutes(10));

    private final DeviceMemory<SignedDigest, State> taken =
            new DeviceMemory<>(LIMITS, System::nanoTime);
    private final DeviceMemory<EventId, SignedDigest> latest =
            new DeviceMemory<>(LIMITS, System::nanoTime);

    /**
     * What is known of a submission.
     *
     * @param times how often it was taken and not settled
     * @param kept whether it cannot be lost any more
     */
    private record State(int times, boolean kept) {
        private static final State NONE = new State(0, false);
    }

    /** Remembers what a device sent; to be called before anybody else can learn of it. */
    synchronized void taken(EventFacts facts, SignedDigest signed) {
        State before = taken.find(facts.device(), signed).orElse(State.NONE);
        taken.put(facts.device(), signed, new State(before.times() + 1, before.kept()));
    }

    /** Remembers that it cannot be lost any more. */
    synchronized void kept(EventFacts facts, SignedDigest signed) {
        State before = taken.find(facts.device(), signed).orElse(State.NONE);
        taken.put(facts.device(), signed, new State(before.times(), true));
        latest.put(facts.device(), facts.eventId(), signed);
    }

    /**
     * Whether this process took it from the device. True once for each time that it did: copies
     * that others write do not count.
     */
    synchronized boolean settle(DeviceId device, SignedDigest signed) {
        State state = taken.find(device, signed).orElse(State.NONE);
        if (state.times() == 0) {
            return false;
        }
        taken.put(device, signed, new State(state.times() - 1, state.kept()));
        return true;
    }

    /** Whether this process took it from the device, and it cannot be lost any more. */
    boolean isKept(DeviceId device, SignedDigest signed) {
        return taken.find(device, signed).map(State::kept).orElse(false);
    }

    /** What the device sent last under an event id, of that which cannot be lost any more. */
    Optional<SignedDigest> latest(DeviceId device, EventId eventId) {
        return latest.find(device, eventId);
    }
}
