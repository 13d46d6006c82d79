package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EnrolmentLimitsTest {
    private static final InetAddress SITE = InetAddress.ofLiteral("192.0.2.1");
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");

    private long now;
    private final EnrolmentLimits limits = new EnrolmentLimits(new RateLimit.Rate(2, 5), () -> now);

    @Test
    void eachAddressHasItsOwnBurstAndRate() {
        // Given
        for (int i = 0; i < 5; i++) {
            limits.requireEnrolment(SITE);
        }
        // When, Then
        assertTooFast(() -> limits.requireEnrolment(SITE));
        limits.requireEnrolment(InetAddress.ofLiteral("192.0.2.2"));
        now += Duration.ofSeconds(1).toNanos();
        limits.requireEnrolment(SITE);
        limits.requireEnrolment(SITE);
        assertTooFast(() -> limits.requireEnrolment(SITE));
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() {
        // Given
        for (int i = 0; i < 5; i++) {
            limits.requireEnrolment(InetAddress.ofLiteral("2001:db8:0:1::" + i));
        }
        // When, Then
        assertTooFast(() -> limits.requireEnrolment(InetAddress.ofLiteral("2001:db8:0:1:a::9")));
        limits.requireEnrolment(InetAddress.ofLiteral("2001:db8:0:2::1"));
    }

    @Test
    void deviceMayNotRenewWithoutEnd() {
        // Given
        for (int i = 0; i < 20; i++) {
            limits.requireRenewal(PUMP);
        }
        // When, Then
        assertTooFast(() -> limits.requireRenewal(PUMP));
        limits.requireRenewal(new DeviceId("acme", "pump-2"));
        now += Duration.ofSeconds(10).toNanos();
        limits.requireRenewal(PUMP);
    }

    @Test
    void certificatesOfTheAuthorityAreKeptButAFailureIsNot() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        EnrolmentDesk desk = new CachingDesk(new FailingOnce(asked), Runnable::run);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(desk::caCertificates);
        // When
        for (int i = 0; i < 5; i++) {
            assertThat(desk.caCertificates()).hasSize(1);
        }
        // Then
        assertThat(asked).hasValue(2);
    }

    private record FailingOnce(AtomicInteger asked) implements EnrolmentDesk {
        @Override
        public List<byte[]> caCertificates() {
            if (asked.incrementAndGet() == 1) {
                throw new Refusal(Problem.UNAVAILABLE);
            }
            return List.of(new byte[] {1});
        }

        @Override
        public byte[] enrol(DeviceId device, String token, byte[] csr) {
            return new byte[0];
        }

        @Override
        public byte[] enrol(DeviceId device, SignatureHeaders signature, byte[] csr) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] renew(DeviceId device, SignatureHeaders signature, byte[] csr) {
            return new byte[0];
        }
    }

    private static void assertTooFast(ThrowingCallable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work)
                .extracting(Refusal::problem)
                .isEqualTo(Problem.TOO_FAST);
    }
}
