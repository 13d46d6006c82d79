package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many senders: a sustained rate a second, and up to {@code burst} at
 * once. One sender cannot take the endpoint from the others.
 *
 * <p>Senders that were silent for ten minutes are forgotten, and beyond {@code maxSenders} those
 * that come most rarely; a forgotten sender begins with a full bucket.
 *
 * @param <K> names a sender; equal for the same sender
 */
public final class RateLimit<K> {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Cache<K, Bucket> buckets;

    /**
     * Makes a limit.
     *
     * @param perSecond requests a second in the long run
     * @param burst requests at once after a pause
     * @param maxSenders senders remembered at once
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public RateLimit(double perSecond, int burst, long maxSenders, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.buckets =
                Caffeine.newBuilder()
                        .executor(Runnable::run)
                        .maximumSize(maxSenders)
                        .expireAfterAccess(Duration.ofMinutes(10))
                        .build();
    }

    /** Takes one request's worth; false when there is none. */
    public boolean take(K sender) {
        Bucket bucket = buckets.get(sender, s -> new Bucket(burst, nanoTime.getAsLong()));
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
