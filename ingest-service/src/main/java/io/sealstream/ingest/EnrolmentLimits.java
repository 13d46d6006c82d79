package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
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
    private static final double RENEWALS_PER_SECOND = 0.1;

    private static final int RENEWALS_AT_ONCE = 20;

    private final RateLimit<String> sources;
    private final RateLimit<DeviceId> renewals;

    /**
     * Makes limits.
     *
     * @param perSecond first enrolments a second from one source address in the long run
     * @param burst first enrolments at once from one source address after a pause
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public EnrolmentLimits(int perSecond, int burst, LongSupplier nanoTime) {
        sources = new RateLimit<>(perSecond, burst, MAX_ADDRESSES, nanoTime);
        renewals = new RateLimit<>(RENEWALS_PER_SECOND, RENEWALS_AT_ONCE, MAX_DEVICES, nanoTime);
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
        require(sources.take(HexFormat.of().formatHex(source)));
    }

    /**
     * Counts a renewal.
     *
     * @throws Refusal {@code too-fast} beyond the limit
     */
    public void requireRenewal(DeviceId device) {
        require(renewals.take(device));
    }

    private static void require(boolean granted) {
        if (!granted) {
            throw new Refusal(Problem.TOO_FAST);
        }
    }
}
