package io.sealstream.keys.epoch;

import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When which epoch key counts. Time is cut into periods of twelve hours since 1970; a generation is
 * the number of its period. Tokens are issued with a generation during its period and can be
 * checked for 48 hours after. Because the number follows from the clock, processes agree on it
 * without talking; the first to write a generation's key wins.
 */
final class EpochSchedule {
    static final Duration PERIOD = Duration.ofHours(12);

    /** Age at which a token is refused, by the broker's time stamp of what bears it. */
    private static final Duration TOKEN_AGE = Duration.ofHours(24);

    /**
     * A submission may be appended with a token as old as that, and may then wait for a guard that
     * is down as long as its topic keeps it. Only then is nobody left who needs the key.
     */
    static final Duration CHECKED_AFTER =
            TOKEN_AGE.plus(Objects.requireNonNull(Topic.RECEIVED.retention()));

    /**
     * How long before its period a key is made and handed out, so that every checker of tokens
     * knows it before anybody issues with it.
     */
    static final Duration AHEAD = Duration.ofHours(1);

    private static final int KIDS = 256;

    private EpochSchedule() {}

    static long generationAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), PERIOD.toSeconds());
    }

    /** The number in the token: the generation's last byte. At most six are in use at a time. */
    static int kid(long generation) {
        return Math.floorMod(generation, KIDS);
    }

    static Instant notAfter(long generation) {
        return Instant.ofEpochSecond((generation + 1) * PERIOD.toSeconds()).plus(CHECKED_AFTER);
    }

    /** The oldest generation that can still be checked. */
    static long oldestAt(Instant time) {
        return generationAt(time.minus(CHECKED_AFTER));
    }

    /** The newest generation that must exist. */
    static long newestAt(Instant time) {
        return generationAt(time.plus(AHEAD));
    }
}
