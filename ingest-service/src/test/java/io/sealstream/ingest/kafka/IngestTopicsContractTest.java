package io.sealstream.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fixture.HeaderText;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.Outcome;
import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.RateLimit;
import io.sealstream.ingest.Rejections;
import io.sealstream.ingest.TakenSubmissions;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.servicekit.devices.KnownDevice;
import io.sealstream.servicekit.records.RecordBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Ingest writes and reads the golden records of its topics. */
class IngestTopicsContractTest {
    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Outcomes outcomes = new Outcomes();
    private final List<UnusableRecordException> unusable = new ArrayList<>();
    private final OutcomeRecords records = records();

    private OutcomeRecords records() {
        RecordBatches batches =
                new RecordBatches(
                        "test",
                        (place, value, why) -> {
                            unusable.add(why);
                            return CompletableFuture.completedFuture(null);
                        },
                        new SimpleMeterRegistry());
        RateLimit.Rate rate = new RateLimit.Rate(1, 1);
        RateLimit limit = new RateLimit(new RateLimit.Rates(rate, rate, rate), System::nanoTime);
        Rejections rejections =
                new Rejections(new TakenSubmissions(), limit, new Epochs(null), outcomes);
        return new OutcomeRecords(batches, batches, rejections, outcomes);
    }

    @Test
    void writesSubmissionsAndAnnouncementsAsTheyWereReleased() throws Exception {
        // Given
        GoldenRecord received = GoldenRecord.of(Topic.RECEIVED);
        GoldenRecord announced = GoldenRecord.of(Topic.DATA_KEY);
        Submission submission = SubmissionCodec.decode(received.value());

        // When
        try (KafkaSubmissionLog log = new KafkaSubmissionLog(broker)) {
            log.append(submission).toCompletableFuture().join();
            log.announce(announced.as(DataKeyAnnouncement.class)).toCompletableFuture().join();
        }

        // Then
        assertThat(differences(received, broker.history().get(0))).isEmpty();
        assertThat(differences(announced, broker.history().get(1))).isEmpty();
    }

    @Test
    void learnsThatAnEventIsStored() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.STORED);
        StoredNotice notice = golden.as(StoredNotice.class);
        CompletableFuture<Outcome> outcome = outcomes.await(notice.signed());

        // When
        records.stored(List.of(consumed(golden)));

        // Then
        assertThat(outcome).isCompletedWithValue(new Outcome.Stored(notice));
    }

    @Test
    void learnsThatAnEventIsRejectedWhateverCameBefore() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.REJECTED);
        RejectedNotice notice = golden.as(RejectedNotice.class);
        CompletableFuture<Outcome> outcome = outcomes.await(notice.signed());

        // When
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (byte[] poison : new byte[][] {null, {}, "null".getBytes(UTF_8), {1}}) {
            batch.add(new ConsumerRecord<>(golden.topic().topicName(), 0, 0, golden.key(), poison));
        }
        batch.add(
                new ConsumerRecord<>(
                        golden.topic().topicName(), 0, 0, "acme/other", golden.value()));
        batch.add(consumed(golden));
        records.rejected(batch);

        // Then
        assertThat(outcome).isCompletedWithValue(new Outcome.Rejected(notice));
        assertThat(unusable).hasSize(5);
    }

    @Test
    void knowsTheDeviceOfAStateAndTheKeyItSignsWith() throws Exception {
        // Given
        Submission submission = SubmissionCodec.decode(GoldenRecord.of(Topic.RECEIVED).value());

        // When
        KnownDevice device = KnownDevice.read(GoldenRecord.of(Topic.DEVICE_STATE).value());

        // Then
        assertThat(device.active()).isTrue();
        assertThat(device.state().id()).isEqualTo(submission.device());
        assertThat(device.keys().keySet())
                .anyMatch(key ->
                        submission.evidence().parameters().contains("keyid=\"" + key + "\""));
    }

    private static ConsumerRecord<String, byte[]> consumed(GoldenRecord golden) {
        return new ConsumerRecord<>(golden.topic().topicName(), 0, 0, golden.key(), golden.value());
    }

    private static List<String> differences(
            GoldenRecord golden, ProducerRecord<String, byte[]> written) {
        assertThat(written.topic()).isEqualTo(golden.topic().topicName());
        return golden.differences(written.key(), HeaderText.of(written.headers()), written.value());
    }
}
