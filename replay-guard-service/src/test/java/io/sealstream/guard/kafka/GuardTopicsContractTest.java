package io.sealstream.guard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fixture.HeaderText;
import io.sealstream.protocol.DeadLetter;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard reads the golden records of its topics and writes those that follow from them. */
class GuardTopicsContractTest {
    private static final GoldenRecord RECEIVED = GoldenRecord.of(Topic.RECEIVED);
    private static final GoldenRecord REJECTED = GoldenRecord.of(Topic.REJECTED);

    @TempDir Path state;
    private GuardDriver guard;

    @BeforeEach
    void knowTheDevice() {
        guard =
                new GuardDriver(
                        state, InstantSource.fixed(REJECTED.as(RejectedNotice.class).rejectedAt()));
        GoldenRecord device = GoldenRecord.of(Topic.DEVICE_STATE);
        guard.devices.pipeInput(device.key(), device.value(), device.timestamp());
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void acceptsASubmissionOfTheFirstReleaseAndPassesItsCopyOnAsRetried() {
        // When
        guard.received.pipeInput(received("ce_id", RECEIVED.id()));
        guard.received.pipeInput(received("ce_id", RECEIVED.id()));

        // Then
        assertThat(differences(GoldenRecord.of(Topic.ACCEPTED), guard.accepted.readRecord()))
                .isEmpty();
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(differences(GoldenRecord.of(Topic.RETRIED), guard.retried.readRecord()))
                .isEmpty();
    }

    @Test
    void rejectsAForgeryOfIt() throws Exception {
        // Given
        Submission genuine = SubmissionCodec.decode(RECEIVED.value());
        SignatureEvidence evidence = genuine.evidence();
        byte[] broken = evidence.signature().clone();
        broken[0] ^= 1;
        Submission forged =
                new Submission(
                        genuine.facts(),
                        genuine.receivedAt(),
                        genuine.size(),
                        genuine.sealedEvent(),
                        new SignatureEvidence(
                                evidence.authority(),
                                evidence.query(),
                                evidence.components(),
                                evidence.fields(),
                                evidence.parameters(),
                                broken));

        // When
        guard.received.pipeInput(received("ce_id", RECEIVED.id()));
        guard.received.pipeInput(
                RECEIVED.key(), SubmissionCodec.encode(forged), RECEIVED.timestamp());

        // Then
        assertThat(differences(REJECTED, guard.rejected.readRecord())).isEmpty();
    }

    @Test
    void headersThatTheDeviceDidNotSignGoNoFurther() {
        guard.received.pipeInput(received("traceparent", "planted by a writer on the broker"));
        assertThat(HeaderText.of(guard.accepted.readRecord().headers()).keySet())
                .isEqualTo(GoldenRecord.of(Topic.ACCEPTED).headers().keySet());
    }

    @Test
    void passesOverWhatCannotBeReadAndSaysSoTwice() throws Exception {
        // When
        guard.received.pipeInput(RECEIVED.key(), new byte[] {1}, RECEIVED.timestamp());

        // Then
        TestRecord<String, byte[]> letter = guard.deadLetters.readRecord();
        DeadLetter read = Json.read(letter.value(), DeadLetter.class);
        assertThat(read.reason()).isEqualTo("malformed-record");
        assertThat(read.valueBytes()).isEqualTo(1);
        assertThat(letter.key()).isEqualTo("submission.received.v1");
        TestRecord<String, byte[]> finding = guard.findings.readRecord();
        assertThat(Json.read(finding.value(), SecurityFinding.class)).isEqualTo(read.finding());
        for (TestRecord<String, byte[]> written : List.of(letter, finding)) {
            assertThat(HeaderText.of(written.headers()))
                    .containsEntry("ce_source", "/service/replay-guard")
                    .containsEntry("ce_id", "submission.received.v1-0-0")
                    .containsEntry("content-type", "application/json");
        }
    }

    private static TestRecord<String, byte[]> received(String header, String value) {
        var record = new TestRecord<>(RECEIVED.key(), RECEIVED.value(), RECEIVED.timestamp());
        record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static List<String> differences(
            GoldenRecord golden, TestRecord<String, byte[]> written) {
        return golden.differences(written.key(), HeaderText.of(written.headers()), written.value());
    }
}
