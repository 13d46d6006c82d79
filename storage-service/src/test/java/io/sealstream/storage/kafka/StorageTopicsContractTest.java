package io.sealstream.storage.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fixture.HeaderText;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.proof.CertifiedKeys;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.servicekit.records.RecordBatches;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import io.sealstream.storage.EventOpener;
import io.sealstream.storage.Findings;
import io.sealstream.storage.InMemoryEventStore;
import io.sealstream.storage.Notices;
import io.sealstream.storage.OpenKeys;
import io.sealstream.storage.Writing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Storage reads and writes the golden records of its topics. */
class StorageTopicsContractTest {
    private static final Findings NO_FINDINGS = new Findings(finding -> {}, InstantSource.system());

    /** Nothing is opened where no two ciphertexts claim to be one event. */
    private static final EventOpener OPENER =
            new EventOpener(
                    new OpenKeys(
                            new Kept(),
                            (device, announcements) -> {
                                throw new AssertionError("writing opens nothing");
                            }),
                    new Kept().certificates(),
                    new EventProof(new CertifiedKeys("sealstream.local", List::of, List.of())));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final InMemoryEventStore events = new InMemoryEventStore();
    private final Kept kept = new Kept();
    private final GoldenRecord stored = GoldenRecord.of(Topic.STORED);
    private final List<UnusableRecordException> unusable = new ArrayList<>();
    private final RecordBatches batches =
            new RecordBatches(
                    "test",
                    (place, value, why) -> {
                        unusable.add(why);
                        return CompletableFuture.completedFuture(null);
                    },
                    meters);
    private final EventRecords records =
            new EventRecords(
                    batches,
                    new Writing(
                            events,
                            OPENER,
                            NO_FINDINGS,
                            InstantSource.fixed(stored.as(StoredNotice.class).storedAt())),
                    new NoticeLog(broker),
                    meters);

    @Test
    void storesAnAcceptedSubmissionAndSaysSo() throws Exception {
        // Given
        GoldenRecord accepted = GoldenRecord.of(Topic.ACCEPTED);
        Submission submission = SubmissionCodec.decode(accepted.value());

        // When
        records.consume(List.of(consumed(accepted)));

        // Then
        assertThat(events.find(submission.device(), submission.eventId()))
                .hasValueSatisfying(event -> assertThat(event.submission()).isEqualTo(submission));
        assertThat(differences(stored, broker.history().getFirst())).isEmpty();
    }

    @Test
    void saysThatAnotherEventIsStoredUnderTheId() throws Exception {
        // Given
        GoldenRecord accepted = GoldenRecord.of(Topic.ACCEPTED);
        records.consume(List.of(consumed(accepted)));
        Submission first = SubmissionCodec.decode(accepted.value());
        EventFacts facts = first.facts();
        Submission other =
                new Submission(
                        new EventFacts(
                                facts.device(),
                                new StreamName("other"),
                                facts.eventId(),
                                facts.contentType(),
                                facts.contentDigest()),
                        first.receivedAt(),
                        first.size(),
                        first.sealedEvent(),
                        first.evidence());

        // When
        records.consume(
                List.of(consumed(accepted.topic(), accepted.key(), SubmissionCodec.encode(other))));

        // Then
        ProducerRecord<String, byte[]> written = broker.history().getLast();
        assertThat(written.topic()).isEqualTo(Topic.REJECTED.topicName());
        assertThat(RecordFormat.REJECTED.read(written.key(), written.value()))
                .isEqualTo(
                        RejectedNotice.of(
                                other,
                                RejectedNotice.Reason.EVENT_CONFLICT,
                                stored.as(StoredNotice.class).storedAt()));
        assertThat(events.find(first.device(), first.eventId()).orElseThrow().submission())
                .isEqualTo(first);
    }

    @Test
    void passesOverEveryRecordItCannotUseAndStoresTheNext() {
        // Given
        GoldenRecord accepted = GoldenRecord.of(Topic.ACCEPTED);
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (byte[] poison :
                new byte[][] {null, {}, {1}, new byte[RecordFormat.MAX_VALUE_BYTES + 1]}) {
            batch.add(consumed(accepted.topic(), accepted.key(), poison));
        }
        batch.add(consumed(accepted.topic(), "acme/other", accepted.value()));
        batch.add(consumed(accepted.topic(), null, accepted.value()));
        batch.add(consumed(accepted));

        // When
        records.consume(batch);

        // Then
        assertThat(unusable).hasSize(6);
        assertThat(broker.history()).hasSize(1);
    }

    @Test
    void givesUpOnlyTheRecordThatCannotBeStored() throws Exception {
        // Given
        GoldenRecord accepted = GoldenRecord.of(Topic.ACCEPTED);
        GoldenRecord retried = GoldenRecord.of(Topic.RETRIED);
        Writing writing =
                new Writing(events, OPENER, NO_FINDINGS, InstantSource.system()) {
                    @Override
                    public Notices write(List<Submission> batch) {
                        if (batch.size() > 1 || unusable.isEmpty()) {
                            throw new IllegalArgumentException("cannot be stored");
                        }
                        return super.write(batch);
                    }
                };

        // When
        new EventRecords(batches, writing, new NoticeLog(broker), meters)
                .consume(List.of(consumed(accepted), consumed(retried)));

        // Then
        assertThat(unusable)
                .extracting(UnusableRecordException::kind)
                .containsExactly(UnusableRecordException.Kind.FAILED);
        assertThat(broker.history()).hasSize(1);
    }

    @Test
    void keepsAnAnnouncement() {
        GoldenRecord golden = GoldenRecord.of(Topic.DATA_KEY);
        new DataKeyRecords(batches, kept, NO_FINDINGS).consume(List.of(consumed(golden)));
        assertThat(kept.announcements).containsExactly(golden.as(DataKeyAnnouncement.class));
    }

    @Test
    void keepsTheCertificatesOfADeviceState() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.DEVICE_STATE);
        DeviceState state = golden.as(DeviceState.class);

        // When
        new DeviceRecords(batches, kept.certificates()).consume(List.of(consumed(golden)));

        // Then
        assertThat(kept.known)
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.device()).isEqualTo(state.id());
                    assertThat(known.keyId()).isEqualTo(state.keys().getFirst().keyId());
                });
    }

    private static ConsumerRecord<String, byte[]> consumed(GoldenRecord golden) {
        return consumed(golden.topic(), golden.key(), golden.value());
    }

    private static ConsumerRecord<String, byte[]> consumed(
            Topic topic, @Nullable String key, byte @Nullable [] value) {
        return new ConsumerRecord<>(topic.topicName(), 0, 0, key, value);
    }

    private static List<String> differences(
            GoldenRecord golden, ProducerRecord<String, byte[]> written) {
        assertThat(written.topic()).isEqualTo(golden.topic().topicName());
        return golden.differences(written.key(), HeaderText.of(written.headers()), written.value());
    }

    /** What storage was told to keep beside events. */
    private static final class Kept implements DataKeyStore {
        private final List<DataKeyAnnouncement> announcements = new ArrayList<>();
        private final List<DeviceCertificate> known = new ArrayList<>();

        @Override
        public List<DataKeyAnnouncement> save(List<DataKeyAnnouncement> more) {
            announcements.addAll(more);
            return List.of();
        }

        @Override
        public List<DataKeyAnnouncement> find(Collection<DataKeyId> ids) {
            return announcements.stream().filter(a -> ids.contains(a.dataKeyId())).toList();
        }

        DeviceCertificates certificates() {
            return new DeviceCertificates() {
                @Override
                public void save(List<DeviceCertificate> more) {
                    known.addAll(more);
                }

                @Override
                public List<DeviceCertificate> find(DeviceId device, Set<KeyId> keys) {
                    return known.stream().filter(c -> keys.contains(c.keyId())).toList();
                }
            };
        }
    }
}
