package io.sealstream.ingest;

import io.sealstream.ingest.DeviceMemory.Limits;
import io.sealstream.protocol.DeviceId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one device may send: events, bytes of content, and signatures that do not verify. Each is a
 * token bucket with a sustained rate and a reserve for bursts. One device cannot take the endpoint
 * from the others. Thread-safe.
 */
public final class RateLimit {
    private static final Limits ACCOUNTS =
            new Limits(Kind.values().length, 200_000, Duration.ofMinutes(10));

    private final Rates rates;
    private final LongSupplier nanoTime;
    private final DeviceMemory<Kind, Bucket> accounts;

    private enum Kind {
        EVENTS,
        BYTES,
        BAD_SIGNATURES
    }

    /**
     * A rate.
     *
     * @param perSecond how much in the long run
     * @param burst how much at once after a pause
     */
    public record Rate(double perSecond, double burst) {}

    /**
     * What is limited for each device.
     *
     * @param events events
     * @param bytes bytes of content
     * @param badSignatures signatures that do not verify
     */
    public record Rates(Rate events, Rate bytes, Rate badSignatures) {}

    /**
     * Makes a limit.
     *
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public RateLimit(Rates rates, LongSupplier nanoTime) {
        this.rates = rates;
        this.nanoTime = nanoTime;
        this.accounts = new DeviceMemory<>(ACCOUNTS, nanoTime);
    }

    /**
     * Takes one event's worth, before any of its content is read; false when there is none, when
     * the device owes bytes, or when too many of its signatures did not verify.
     */
    public boolean take(DeviceId device) {
        long now = nanoTime.getAsLong();
        boolean signsWell =
                accounts.find(device, Kind.BAD_SIGNATURES)
                        .map(bucket -> bucket.at(now) >= 1)
                        .orElse(true);
        return signsWell
                && bucket(device, Kind.BYTES).at(now) > 0
                && bucket(device, Kind.EVENTS).take(now);
    }

    /** Charges content that was read. It may exceed what is left: the device then has to wait. */
    public void charge(DeviceId device, int contentBytes) {
        bucket(device, Kind.BYTES).charge(contentBytes, nanoTime.getAsLong());
    }

    /** Charges a signature that did not verify, of a submission that the device itself sent. */
    public void chargeBadSignature(DeviceId device) {
        bucket(device, Kind.BAD_SIGNATURES).charge(1, nanoTime.getAsLong());
    }

    private Bucket bucket(DeviceId device, Kind kind) {
        return accounts.get(device, kind, () -> new Bucket(rate(kind), nanoTime.getAsLong()));
    }

    private Rate rate(Kind kind) {
        return switch (kind) {
            case EVENTS -> rates.events();
            case BYTES -> rates.bytes();
            case BAD_SIGNATURES -> rates.badSignatures();
        };
    }

    /** One bucket. Thread-safe. */
    static final class Bucket {
        private static final double NANOS = 1e9;

        /** Many bursts: whoever owes more would be shut out long after it has been mended. */
        private static final double MOST_DEBT = 5;

        private final Rate rate;
        private double tokens;
        private long filledAt;

        Bucket(Rate rate, long now) {
            this.rate = rate;
            this.tokens = rate.burst();
            this.filledAt = now;
        }

        /** What there is; negative when it is owed. */
        synchronized double at(long now) {
            double earned = Math.max(0, now - filledAt) / NANOS * rate.perSecond();
            tokens = Math.min(rate.burst(), tokens + earned);
            filledAt = now;
            return tokens;
        }

        /** Takes one; false when there is none. */
        synchronized boolean take(long now) {
            if (at(now) < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }

        /** Takes so much, also what is not there. */
        synchronized void charge(double amount, long now) {
            tokens = Math.max(at(now) - amount, -MOST_DEBT * rate.burst());
        }
    }
}
