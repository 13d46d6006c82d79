package io.sealstream.storage.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fixture.HeaderText;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import io.sealstream.storage.InMemoryEventStore;
import io.sealstream.storage.Writing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Storage reads and writes the golden records of its topics. */
class StorageTopicsContractTest {
    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final NoticeLog log = new NoticeLog(broker);
    private final InMemoryEventStore events = new InMemoryEventStore();
    private final Kept kept = new Kept();
    private final GoldenRecord stored = GoldenRecord.of(Topic.STORED);
    private final StorageRecords records =
            new StorageRecords(
                    new Writing(
                            events,
                            log,
                            InstantSource.fixed(stored.as(StoredNotice.class).storedAt())),
                    log,
                    kept,
                    kept.certificates());

    @Test
    void storesAnAcceptedSubmissionAndSaysSo() throws Exception {
        // Given
        GoldenRecord accepted = GoldenRecord.of(Topic.ACCEPTED);
        Submission submission = SubmissionCodec.decode(accepted.value());

        // When
        records.accepted(List.of(consumed(accepted)));

        // Then
        assertThat(events.find(submission.device(), submission.eventId()))
                .hasValueSatisfying(event -> assertThat(event.submission()).isEqualTo(submission));
        assertThat(differences(stored, broker.history().getFirst())).isEmpty();
    }

    @Test
    void keepsAnAnnouncement() {
        GoldenRecord golden = GoldenRecord.of(Topic.DATA_KEY);
        records.announced(List.of(consumed(golden)));
        assertThat(kept.announcements).containsExactly(golden.as(DataKeyAnnouncement.class));
    }

    @Test
    void keepsTheCertificatesOfADeviceState() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.DEVICE_STATE);
        DeviceState state = golden.as(DeviceState.class);

        // When
        records.changed(List.of(consumed(golden)));

        // Then
        assertThat(kept.known)
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.device()).isEqualTo(state.id());
                    assertThat(known.keyId()).isEqualTo(state.keys().getFirst().keyId());
                });
    }

    @Test
    void writesAFindingAsItWasReleased() {
        GoldenRecord golden = GoldenRecord.of(Topic.FINDING);
        log.report(golden.as(SecurityFinding.class));
        assertThat(differences(golden, broker.history().getFirst())).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> consumed(GoldenRecord golden) {
        return new ConsumerRecord<>(golden.topic().topicName(), 0, 0, golden.key(), golden.value());
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
        public void save(List<DataKeyAnnouncement> more) {
            announcements.addAll(more);
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
                public List<DeviceCertificate> find(DeviceId device) {
                    return known.stream().filter(c -> c.device().equals(device)).toList();
                }
            };
        }
    }
}
