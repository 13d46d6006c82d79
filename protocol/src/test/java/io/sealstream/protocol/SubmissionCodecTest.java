package io.sealstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.fixture.TestDevice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SubmissionCodecTest {

    @Test
    void everySubmissionComesBackEqual() {
        Rounds.run(
                300,
                random -> {
                    // Given
                    Submission submission = submission(random);
                    // When
                    Submission back = SubmissionCodec.decode(SubmissionCodec.encode(submission));
                    // Then
                    assertThat(back).isEqualTo(submission);
                });
    }

    @Test
    void whateverDecodesHasOnlyThatEncoding() {
        Rounds.run(
                2000,
                random -> {
                    // Given
                    byte[] bytes = SubmissionCodec.encode(submission(random));
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    try {
                        // When
                        Submission back = SubmissionCodec.decode(bytes);
                        // Then
                        assertThat(SubmissionCodec.encode(back)).isEqualTo(bytes);
                    } catch (MalformedRecordException refused) {
                        assertThat(refused).hasMessageNotContaining("null");
                    }
                });
    }

    @Test
    void bytesAfterTheEndAndMissingBytesAreRefused() {
        byte[] golden = Vectors.golden("submission");
        assertThatThrownBy(() -> SubmissionCodec.decode(Arrays.copyOf(golden, golden.length + 1)))
                .isInstanceOf(MalformedRecordException.class)
                .hasRootCauseMessage("bytes after the end");
        for (int length = 0; length < golden.length; length++) {
            byte[] cut = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> SubmissionCodec.decode(cut))
                    .isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void versionOneIsReadForEver() throws Exception {
        // When
        Submission submission = SubmissionCodec.decode(Vectors.golden("submission"));
        // Then
        assertThat(submission).isEqualTo(goldenSubmission());
        assertThat(SubmissionCodec.encode(submission)).isEqualTo(Vectors.golden("submission"));
    }

    @Test
    void aSmallEventNeedsLittleBesideItsContent() {
        // Given
        byte[] content = "{\"t\":1}".getBytes(StandardCharsets.US_ASCII);
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            // When
            Submission submission =
                    device.submission(
                            new StreamName("room-1"),
                            EventId.random(),
                            content,
                            "A".repeat(40) + ".0",
                            Instant.now());
            // Then
            assertThat(SubmissionCodec.encode(submission).length).isLessThan(420);
        }
    }

    static Submission goldenSubmission() {
        return new Submission(
                new EventFacts(
                        new DeviceId("acme", "sensor-1"),
                        new StreamName("temperature"),
                        EventId.parse("00112233-4455-6677-8899-aabbccddeeff"),
                        "application/json",
                        ContentDigest.of(ContentDigest.Algorithm.SHA_256, new byte[] {'{', '}'})),
                Instant.ofEpochMilli(1_795_000_000_123L),
                2,
                new byte[] {1, 2, 3},
                new SignatureEvidence(
                        "ingest.example",
                        "?",
                        SignatureEvidence.STANDARD_COMPONENTS,
                        List.of(),
                        ";tag=\"sealstream-event-1\"",
                        new byte[] {4, 5, 6}));
    }

    private static Submission submission(RandomGenerator random) {
        byte[] content = Rounds.bytes(random, random.nextInt(70_000));
        var algorithms = ContentDigest.Algorithm.values();
        return new Submission(
                new EventFacts(
                        new DeviceId(Rounds.name(random), Rounds.name(random)),
                        new StreamName(Rounds.name(random)),
                        new EventId(new UUID(random.nextLong(), random.nextLong())),
                        Rounds.ascii(random, 60),
                        ContentDigest.of(algorithms[random.nextInt(algorithms.length)], content)),
                Instant.ofEpochMilli(random.nextLong(1L << 48)),
                content.length,
                content,
                new SignatureEvidence(
                        Rounds.name(random),
                        "?" + Rounds.ascii(random, 20),
                        random.nextBoolean()
                                ? SignatureEvidence.STANDARD_COMPONENTS
                                : List.of("x", Rounds.name(random)),
                        random.nextBoolean() ? List.of() : List.of(Rounds.ascii(random, 9)),
                        Rounds.ascii(random, 200),
                        Rounds.bytes(random, 64)));
    }
}
