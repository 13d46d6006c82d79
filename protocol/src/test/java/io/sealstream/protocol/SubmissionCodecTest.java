package io.sealstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.cbor.MalformedCborException;
import java.time.Instant;
import java.util.Arrays;
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
                    } catch (MalformedCborException refused) {
                        assertThat(refused).hasMessageNotContaining("null");
                    }
                });
    }

    @Test
    void bytesAfterTheEndAndMissingBytesAreRefused() {
        byte[] golden = Vectors.golden("submission");
        assertThatThrownBy(() -> SubmissionCodec.decode(Arrays.copyOf(golden, golden.length + 1)))
                .isInstanceOf(MalformedCborException.class)
                .hasMessageContaining("after the end");
        for (int length = 0; length < golden.length; length++) {
            byte[] cut = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> SubmissionCodec.decode(cut))
                    .isInstanceOf(MalformedCborException.class);
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

    static Submission goldenSubmission() {
        return new Submission(
                new DeviceId("acme", "sensor-1"),
                new StreamName("temperature"),
                EventId.parse("00112233-4455-6677-8899-aabbccddeeff"),
                Instant.ofEpochMilli(1_795_000_000_123L),
                "application/json",
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, new byte[] {'{', '}'}),
                2,
                new byte[] {1, 2, 3},
                new SignatureEvidence("base", new byte[] {4, 5, 6}));
    }

    private static Submission submission(RandomGenerator random) {
        byte[] content = Rounds.bytes(random, random.nextInt(70_000));
        var algorithms = ContentDigest.Algorithm.values();
        return new Submission(
                new DeviceId(Rounds.name(random), Rounds.name(random)),
                new StreamName(Rounds.name(random)),
                new EventId(new UUID(random.nextLong(), random.nextLong())),
                Instant.ofEpochMilli(random.nextLong(1L << 48)),
                Rounds.ascii(random, 60),
                ContentDigest.of(algorithms[random.nextInt(algorithms.length)], content),
                content.length,
                content,
                new SignatureEvidence(Rounds.ascii(random, 900), Rounds.bytes(random, 64)));
    }
}
