package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket per device: a sustained rate of events a second, and up to {@code burst} at once.
 * One device cannot take the endpoint from the others.
 */
public final class RateLimit {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Cache<DeviceId, Bucket> buckets =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    /**
     * Makes a limit.
     *
     * @param perSecond events a second in the long run
     * @param burst events at once after a pause
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public RateLimit(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes one event's worth; false when there is none. */
    public boolean take(DeviceId device) {
        Bucket bucket = buckets.get(device, d -> new Bucket(burst, nanoTime.getAsLong()));
        return bucket.take(nanoTime.getAsLong());
    }

    private final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }

        synchronized boolean take(long now) {
            tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }
    }
}
