package io.sealstream.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.WrongCiphertextException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a thief or vandal of the database makes a reader see: nothing. */
class ReadingTest {
    private static final StreamName STREAM = new StreamName("room-1");
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);

    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final List<SecurityFinding> findings = new ArrayList<>();
    private final List<DataKeyAnnouncement> announced = new ArrayList<>();
    private final AtomicInteger unwraps = new AtomicInteger();
    private Reading reading;

    @BeforeEach
    void open() {
        announced.add(device.dataKey().announcement());
        DeviceCertificate certificate =
                new DeviceCertificate(
                        device.id(),
                        device.key().keyId(),
                        device.key().subjectPublicKeyInfo(),
                        new byte[0],
                        Instant.EPOCH,
                        Instant.now().plusSeconds(3600));
        OpenKeys keys = new OpenKeys(new Announced(), this::unwrap);
        Evidence evidence = new Evidence(new Certificates(List.of(certificate)));
        reading = new Reading(store, keys, evidence, findings::add, InstantSource.system());
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void readerGetsTheDevicesBytes() {
        // Given
        Submission written = store(submission());

        // When
        ReadEvent read = reading.find(device.id(), written.eventId()).orElseThrow();

        // Then
        assertThat(read.content()).isEqualTo(CONTENT);
        assertThat(findings).isEmpty();
    }

    @Test
    void onePageAsksForItsKeysOnceAndTheNextNotAtAll() {
        // Given
        for (int i = 0; i < 30; i++) {
            store(submission());
        }
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, null, 20);

        // When
        reading.list(query);
        reading.list(query);

        // Then
        assertThat(unwraps).hasValue(1);
    }

    @Test
    void changedCiphertextIsAFindingAndNeverBytes() {
        // Given
        Submission s = submission();
        byte[] changed = s.sealedEvent().clone();
        changed[changed.length - 1] ^= 1;
        store(with(s, s.eventId(), s.stream(), changed, s.evidence()));

        // Then
        assertUnreadable(s.eventId());
    }

    @Test
    void ciphertextMovedToAnotherEventDoesNotOpen() {
        // Given
        Submission s = submission();
        Submission other = submission();
        store(with(other, other.eventId(), STREAM, s.sealedEvent(), other.evidence()));

        // Then
        assertUnreadable(other.eventId());
    }

    @Test
    void eventWhoseSignatureWasExchangedIsNotShown() {
        // Given
        Submission s = submission();
        SignatureEvidence foreign = submission().evidence();
        SignatureEvidence mixed =
                new SignatureEvidence(s.evidence().signatureBase(), foreign.signature());
        store(with(s, s.eventId(), STREAM, s.sealedEvent(), mixed));

        // Then
        assertUnreadable(s.eventId());
    }

    @Test
    void dataKeyThatIsNotKnownYetIsUnavailableNotWrong() {
        // Given
        announced.clear();
        Submission s = store(submission());

        // Then
        assertThatThrownBy(() -> reading.find(device.id(), s.eventId()))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(findings).isEmpty();
    }

    private void assertUnreadable(EventId eventId) {
        assertThatThrownBy(() -> reading.find(device.id(), eventId))
                .isInstanceOf(UnreadableEventException.class);
        assertThat(findings).extracting(SecurityFinding::kind).containsExactly("wrong-ciphertext");
    }

    private Submission submission() {
        String nonce = "A".repeat(40) + ".0";
        return device.submission(STREAM, EventId.random(), CONTENT, nonce, Instant.EPOCH);
    }

    private Submission store(Submission submission) {
        store.insert(List.of(submission), Instant.EPOCH);
        return submission;
    }

    private static Submission with(
            Submission s,
            EventId eventId,
            StreamName stream,
            byte[] sealed,
            SignatureEvidence evidence) {
        return new Submission(
                s.device(),
                stream,
                eventId,
                s.receivedAt(),
                s.contentType(),
                s.contentDigest(),
                s.size(),
                sealed,
                evidence);
    }

    private List<DataKey> unwrap(DeviceId id, List<DataKeyAnnouncement> announcements) {
        unwraps.incrementAndGet();
        List<DataKey> keys = new ArrayList<>();
        for (DataKeyAnnouncement announcement : announcements) {
            try {
                keys.add(device.envelope().open(announcement));
            } catch (WrongCiphertextException e) {
                throw new AssertionError(e);
            }
        }
        return keys;
    }

    private final class Announced implements DataKeyStore {
        @Override
        public void save(List<DataKeyAnnouncement> announcements) {
            announced.addAll(announcements);
        }

        @Override
        public List<DataKeyAnnouncement> find(Collection<DataKeyId> ids) {
            return announced.stream().filter(a -> ids.contains(a.dataKeyId())).toList();
        }
    }

    private record Certificates(List<DeviceCertificate> all) implements DeviceCertificates {
        @Override
        public void save(List<DeviceCertificate> certificates) {
            throw new AssertionError("reading writes nothing");
        }

        @Override
        public List<DeviceCertificate> find(DeviceId device) {
            return all;
        }
    }
}
