package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.ingest.RateLimit.Rate;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.nonce.EpochIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device whose signatures do not verify is slowed down; nobody else is for it. */
class BadSignaturesTest {
    private static final Epochs EPOCHS =
            new Epochs(
                    new EpochIssuer(
                            () -> {
                                throw new AssertionError("no epoch is issued");
                            },
                            "sealstream.local",
                            InstantSource.system()));

    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final AtomicLong now = new AtomicLong();
    private final RateLimit rate =
            new RateLimit(
                    new RateLimit.Rates(new Rate(500, 2000), new Rate(1e6, 1e7), new Rate(0.2, 20)),
                    now::get);
    private final TakenSubmissions taken = new TakenSubmissions();
    private final Outcomes outcomes = new Outcomes();
    private final Rejections rejections = new Rejections(taken, rate, EPOCHS, outcomes);

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void oneStolenCertificateWithAWrongKeyFillsNeitherTheDiskNorTheFindings() {
        // Given: a request every 10 ms, the same one or another, and a guard 200 ms behind.
        Submission same = submission();
        Queue<Submission> underWay = new ArrayDeque<>();
        int appended = 0;

        // When
        for (int i = 0; i < 60_000; i++) {
            now.addAndGet(Duration.ofMillis(10).toNanos());
            if (rate.take(device.id())) {
                Submission bad = i % 2 == 0 ? same : submission();
                taken.taken(bad.facts(), bad.signed());
                appended++;
                underWay.add(bad);
            }
            if (i % 20 == 0) {
                underWay.forEach(bad -> rejections.handle(rejected(bad, Reason.BAD_SIGNATURE)));
                underWay.clear();
            }
        }

        // Then: 20 at once, one in five seconds for ten minutes, and what was under way.
        assertThat(appended).isBetween(100, 20 + 120 + 40);
    }

    @Test
    void whatOthersWriteUnderItsNameIsNotChargedToADevice() {
        // Given: one bad signature of its own, copied by others.
        Submission own = submission();
        taken.taken(own.facts(), own.signed());

        // When
        for (int i = 0; i < 1000; i++) {
            rejections.handle(rejected(submission(), Reason.BAD_SIGNATURE));
            rejections.handle(rejected(own, Reason.BAD_SIGNATURE));
        }

        // Then
        assertThat(rate.take(device.id())).isTrue();
    }

    @Test
    void otherRefusalsAreNotCharged() {
        for (int i = 0; i < 100; i++) {
            Submission own = submission();
            taken.taken(own.facts(), own.signed());
            rejections.handle(rejected(own, Reason.NONCE_STALE));
        }
        assertThat(rate.take(device.id())).isTrue();
    }

    @Test
    void rejectionsOfOneDeviceFlushNoOthers() {
        // Given
        try (TestDevice honest = new TestDevice("acme", "honest")) {
            Submission refused = submission(honest);
            rejections.handle(rejected(refused, Reason.NONCE_CONFLICT));

            // When
            for (int i = 0; i < 3000; i++) {
                rejections.handle(rejected(submission(), Reason.BAD_SIGNATURE));
            }

            // Then
            assertThat(outcomes.rejection(honest.id(), refused.signed())).isPresent();
        }
    }

    private Submission submission() {
        return submission(device);
    }

    private static Submission submission(TestDevice of) {
        return of.submission(
                new StreamName("room-1"),
                EventId.random(),
                new byte[] {1},
                "A".repeat(40) + ".0",
                Instant.EPOCH);
    }

    private static RejectedNotice rejected(Submission submission, Reason reason) {
        return RejectedNotice.of(submission, reason, Instant.EPOCH);
    }
}
