package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.ingest.RateLimit.Bucket;
import io.sealstream.ingest.RateLimit.Rate;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * How often certificates may be asked for. Each costs vault-keys a signature check and Vault a
 * signature, so they are scarcer than events.
 */
public final class EnrolmentLimits {
    private static final int MAX_ADDRESSES = 100_000;
    private static final int MAX_DEVICES = 1_000_000;
    private static final int NETWORK_BYTES = 8;

    /** A device renews a few times a day; more at once only while somebody tries things. */
    private static final Rate RENEWALS = new Rate(0.1, 20);

    private final Rate enrolments;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> sources = buckets(MAX_ADDRESSES);
    private final Cache<DeviceId, Bucket> devices = buckets(MAX_DEVICES);

    /**
     * Makes limits.
     *
     * @param enrolments first enrolments from one source address
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public EnrolmentLimits(Rate enrolments, LongSupplier nanoTime) {
        this.enrolments = enrolments;
        this.nanoTime = nanoTime;
    }

    /** Senders beyond the maximum are forgotten, and begin with a full bucket. */
    private static <K> Cache<K, Bucket> buckets(int most) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(most)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /**
     * Counts a first enrolment.
     *
     * @param address IP address it comes from; of IPv6 the first 64 bits count, because one host
     *     has all of the others
     * @throws Refusal {@code too-fast} beyond the limit
     */
    public void requireEnrolment(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] source =
                address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        take(sources, HexFormat.of().formatHex(source), enrolments);
    }

    /**
     * Counts a renewal.
     *
     * @throws Refusal {@code too-fast} beyond the limit
     */
    public void requireRenewal(DeviceId device) {
        take(devices, device, RENEWALS);
    }

    private <K> void take(Cache<K, Bucket> buckets, K sender, Rate rate) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.get(sender, s -> new Bucket(rate, now));
        if (!bucket.take(now)) {
            throw new Refusal(Problem.TOO_FAST);
        }
    }
}
