package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one device may send: events, and bytes of content. Each is a token bucket with a sustained
 * rate and a reserve for bursts. One device cannot take the endpoint from the others.
 */
public final class RateLimit {
    private final Rate events;
    private final Rate bytes;
    private final LongSupplier nanoTime;
    private final Cache<DeviceId, Account> accounts =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .build();

    /**
     * A rate.
     *
     * @param perSecond how much in the long run
     * @param burst how much at once after a pause
     */
    public record Rate(double perSecond, double burst) {}

    /**
     * Makes a limit.
     *
     * @param events events of a device
     * @param bytes bytes of content of a device
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public RateLimit(Rate events, Rate bytes, LongSupplier nanoTime) {
        this.events = events;
        this.bytes = bytes;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes one event's worth, before any of its content is read; false when there is none, or when
     * the device owes bytes.
     */
    public boolean take(DeviceId device) {
        return account(device).take(nanoTime.getAsLong());
    }

    /** Charges content that was read. It may exceed what is left: the device then has to wait. */
    public void charge(DeviceId device, int contentBytes) {
        account(device).charge(contentBytes, nanoTime.getAsLong());
    }

    private Account account(DeviceId device) {
        return accounts.get(device, d -> new Account(nanoTime.getAsLong()));
    }

    private final class Account {
        private final Bucket eventBucket;
        private final Bucket byteBucket;

        Account(long now) {
            eventBucket = new Bucket(events, now);
            byteBucket = new Bucket(bytes, now);
        }

        synchronized boolean take(long now) {
            if (byteBucket.at(now) <= 0 || eventBucket.at(now) < 1) {
                return false;
            }
            eventBucket.spend(1);
            return true;
        }

        synchronized void charge(int amount, long now) {
            var _ = byteBucket.at(now);
            byteBucket.spend(amount);
        }
    }

    /** One bucket; not thread-safe. */
    static final class Bucket {
        private static final double NANOS = 1e9;

        private final Rate rate;
        private double tokens;
        private long filledAt;

        Bucket(Rate rate, long now) {
            this.rate = rate;
            this.tokens = rate.burst();
            this.filledAt = now;
        }

        double at(long now) {
            double earned = (now - filledAt) / NANOS * rate.perSecond();
            tokens = Math.min(rate.burst(), tokens + earned);
            filledAt = now;
            return tokens;
        }

        void spend(double amount) {
            tokens -= amount;
        }
    }
}
