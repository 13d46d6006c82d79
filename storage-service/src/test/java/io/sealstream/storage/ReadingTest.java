package io.sealstream.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.proof.CertifiedKeys;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.storage.ReadPage.Opened;
import io.sealstream.storage.ReadPage.Unreadable;
import io.sealstream.testkit.TestPki;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a thief or vandal of the database makes a reader see: nothing. */
class ReadingTest {
    private static final StreamName STREAM = new StreamName("room-1");
    private static final String NONCE = "A".repeat(40) + ".0";
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);

    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final List<SecurityFinding> findings = new ArrayList<>();
    private final Findings reported = new Findings(findings::add, InstantSource.system());
    private final List<DataKeyAnnouncement> announced = new ArrayList<>();
    private final Map<DeviceId, TestDevice> envelopes = new HashMap<>();
    private final Set<DataKeyId> refused = new HashSet<>();
    private final Set<DataKeyId> gone = new HashSet<>();
    private final AtomicInteger unwraps = new AtomicInteger();
    private final List<DeviceCertificate> certificates = new ArrayList<>();
    private final TestPki pki = new TestPki();
    private EventOpener opener;
    private Reading reading;
    private boolean away;
    private Instant now = Instant.now();

    ReadingTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        announced.add(device.dataKey().announcement());
        certificates.add(certificate(device, pki));
        OpenKeys keys = new OpenKeys(new Announced(), this::unwrap);
        EventProof proof =
                new EventProof(
                        new CertifiedKeys(
                                "sealstream.local", () -> List.of(pki.tenants()), List.of()));
        opener = new EventOpener(keys, new Certificates(certificates), proof);
        reading = new Reading(store, opener, reported, () -> now);
    }

    private static DeviceCertificate certificate(TestDevice device, TestPki pki) throws Exception {
        byte[] der =
                pki.tenant(device.id(), device.publicKey(), Instant.now().plusSeconds(3600))
                        .getEncoded();
        return new DeviceCertificate(device.id(), device.key().keyId(), der);
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
        ReadEvent read = find(device.id(), written.eventId()).orElseThrow();

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
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, 0, 20);

        // When
        list(query);
        list(query);

        // Then
        assertThat(unwraps).hasValue(1);
    }

    @Test
    void changedCiphertextIsAFindingAndNeverBytes() {
        // Given
        Submission s = submission();
        byte[] changed = s.sealedEvent().clone();
        changed[changed.length - 1] ^= 1;
        store(with(s, changed, s.evidence()));

        // Then
        assertUnreadable(s.eventId());
    }

    @Test
    void ciphertextMovedToAnotherEventDoesNotOpen() {
        // Given
        Submission s = submission();
        Submission other = submission();
        store(with(other, s.sealedEvent(), other.evidence()));

        // Then
        assertUnreadable(other.eventId());
    }

    @Test
    void eventWhoseEvidenceIsAnotherEventsIsNotShown() {
        // Given
        Submission s = submission();
        store(with(s, s.sealedEvent(), submission().evidence()));

        // Then
        assertUnreadable(s.eventId());
    }

    @Test
    void certificateThatTheTenantsAuthorityDidNotIssueProvesNothing() throws Exception {
        // Given
        certificates.clear();
        certificates.add(certificate(device, new TestPki()));

        // Then
        assertUnreadable(store(submission()).eventId());
    }

    @Test
    void certificateOfAnotherDeviceProvesNothing() throws Exception {
        // Given
        try (TestDevice other = new TestDevice("acme", "sensor-2")) {
            certificates.clear();
            byte[] theirs = certificate(other, pki).certificate();
            certificates.add(new DeviceCertificate(device.id(), device.key().keyId(), theirs));
            Submission s = store(submission());

            // Then
            assertUnreadable(s.eventId());
        }
    }

    @Test
    void anotherTenantsEventPlantedUnderAnAddressIsNotOpenedWithItsCachedKey() throws Exception {
        try (TestDevice victim = new TestDevice("globex", "sensor-1")) {
            // Given: the victim's key is in the cache, because its own reader was here.
            announced.add(victim.dataKey().announcement());
            certificates.add(certificate(victim, pki));
            Submission theirs =
                    victim.submission(STREAM, EventId.random(), CONTENT, NONCE, Instant.now());
            store(theirs);
            envelopes.put(victim.id(), victim);
            assertThat(find(victim.id(), theirs.eventId())).isPresent();

            // When: as it is, and dressed as ours.
            EventFacts said = theirs.facts();
            EventFacts dressed =
                    new EventFacts(
                            device.id(),
                            STREAM,
                            said.eventId(),
                            said.contentType(),
                            said.contentDigest());
            for (EventFacts facts : List.of(said, dressed)) {
                Submission planted =
                        new Submission(
                                facts,
                                theirs.receivedAt(),
                                theirs.size(),
                                theirs.sealedEvent(),
                                theirs.evidence());
                store.plant(
                        device.id().key() + "/" + said.eventId(),
                        new StoredEvent(planted, Instant.now()));

                // Then
                assertThatThrownBy(() -> find(device.id(), said.eventId()))
                        .isInstanceOfAny(
                                UnreadableEventException.class, KeysUnavailableException.class);
            }
        }
    }

    @Test
    void genuineCopyTakesThePlaceOfAForgedCiphertext() {
        for (boolean vaultIsAway : List.of(true, false)) {
            for (int forgery = 0; forgery < 4; forgery++) {
                // Given
                Submission genuine = submission();
                Submission first = with(genuine, forged(genuine, forgery), genuine.evidence());
                findings.clear();
                away = vaultIsAway;
                Writing writing = new Writing(store, opener, reported, InstantSource.system());
                List<StoredNotice> notices =
                        new ArrayList<>(writing.write(List.of(first)).stored());
                notices.addAll(writing.write(List.of(genuine, genuine)).stored());
                away = false;

                // When
                List<ReadEvent> page =
                        events(new EventQuery(device.id(), STREAM, null, null, 0, 1000));
                ReadEvent read = find(device.id(), genuine.eventId()).orElseThrow();

                // Then
                assertThat(notices)
                        .extracting(StoredNotice::outcome)
                        .containsExactly(
                                Outcome.STORED, Outcome.ALREADY_STORED, Outcome.ALREADY_STORED);
                assertThat(read.content()).isEqualTo(CONTENT);
                assertThat(page).anyMatch(e -> e.event().submission().equals(genuine));
                assertThat(findings)
                        .extracting(SecurityFinding::kind)
                        .containsExactly("replaced-ciphertext");
            }
        }
    }

    @Test
    void twoForgedCiphertextsRefuseNobody() {
        // Given
        Submission genuine = submission();
        Writing writing = new Writing(store, opener, reported, InstantSource.system());
        writing.write(List.of(with(genuine, forged(genuine, 0), genuine.evidence())));

        // When
        Notices ofForgery =
                writing.write(List.of(with(genuine, forged(genuine, 1), genuine.evidence())));
        Notices ofGenuine = writing.write(List.of(genuine));

        // Then
        assertThat(ofForgery).isEqualTo(new Notices(List.of(), List.of()));
        assertThat(ofGenuine.stored())
                .extracting(StoredNotice::outcome)
                .containsExactly(Outcome.ALREADY_STORED);
        assertThat(find(device.id(), genuine.eventId()).orElseThrow().content()).isEqualTo(CONTENT);
    }

    @Test
    void theGenuineCiphertextUnderAnotherTimeDoesNotDisplaceTheEvent() {
        for (Instant time : List.of(Instant.EPOCH, Instant.ofEpochMilli(1L << 62))) {
            // Given
            Submission genuine = submission();
            Submission forged =
                    new Submission(
                            genuine.facts(),
                            time,
                            genuine.size(),
                            genuine.sealedEvent(),
                            genuine.evidence());
            Writing writing = new Writing(store, opener, reported, InstantSource.system());
            writing.write(List.of(forged));

            // When
            writing.write(List.of(genuine));

            // Then
            assertThat(find(device.id(), genuine.eventId()).orElseThrow().content())
                    .isEqualTo(CONTENT);
        }
    }

    @Test
    void aDataKeyThatNobodyCanOpenKeepsNoOtherShut() {
        // Given
        try (TestDevice garbage = new TestDevice("acme", "sensor-1")) {
            refused.add(garbage.dataKey().announcement().dataKeyId());
            announced.add(garbage.dataKey().announcement());
            Submission genuine = submission();
            Submission forged =
                    with(genuine, garbage.seal(genuine.facts(), CONTENT), genuine.evidence());
            Submission other = store(submission());
            Writing writing = new Writing(store, opener, reported, InstantSource.system());

            // When
            writing.write(List.of(forged));
            writing.write(List.of(genuine));

            // Then
            List<ReadEvent> page = events(new EventQuery(device.id(), STREAM, null, null, 0, 10));
            assertThat(page)
                    .extracting(read -> read.event().submission())
                    .containsExactlyInAnyOrder(genuine, other);
        }
    }

    /** What somebody may put in the place of a ciphertext. */
    private byte[] forged(Submission genuine, int which) {
        return switch (which) {
            case 0 -> device.seal(genuine.facts(), new byte[] {1});
            case 1 -> new byte[] {1};
            case 2 -> Arrays.copyOf(genuine.sealedEvent(), genuine.sealedEvent().length + 1);
            default -> {
                try (TestDevice unannounced = new TestDevice("acme", "sensor-1")) {
                    yield unannounced.seal(genuine.facts(), CONTENT);
                }
            }
        };
    }

    @Test
    void manyHonestRetriesAreStoredOnceAndKeepNoCopies() {
        // Given
        Submission first = submission();
        Writing writing = new Writing(store, opener, reported, InstantSource.system());
        writing.write(List.of(first));

        // When
        for (int i = 0; i < 50; i++) {
            byte[] sealed = device.seal(first.facts(), CONTENT);
            List<StoredNotice> notices =
                    writing.write(List.of(with(first, sealed, first.evidence()))).stored();
            assertThat(notices)
                    .extracting(StoredNotice::outcome)
                    .containsExactly(Outcome.ALREADY_STORED);
        }

        // Then
        assertThat(store.copies(first.facts())).isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void dataKeyThatIsNotKnownYetIsUnavailableNotWrong() {
        // Given
        announced.clear();
        Submission s = store(submission());

        // Then
        assertThatThrownBy(() -> find(device.id(), s.eventId()))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(findings).isEmpty();
    }

    @Test
    void refutedEventWithACopyThatCannotBeOpenedYetIsToBeAskedForAgain() {
        // Given
        Submission genuine = submission();
        store(with(genuine, forged(genuine, 1), genuine.evidence()));
        byte[] unannounced = forged(genuine, 3);
        store.keepCopy(
                new StoredEvent(with(genuine, unannounced, genuine.evidence()), Instant.now()));

        // Then
        assertThatThrownBy(() -> find(device.id(), genuine.eventId()))
                .isInstanceOf(KeysUnavailableException.class);
        assertThat(findings).extracting(SecurityFinding::kind).containsExactly("wrong-ciphertext");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheEventsAroundItAreRead() {
        try (TestDevice shredded = new TestDevice("acme", "sensor-1");
                TestDevice forgotten = new TestDevice("acme", "sensor-1")) {
            // Given
            announced.add(shredded.dataKey().announcement());
            gone.add(shredded.dataKey().announcement().dataKeyId());
            Submission first = store(submission());
            Submission changed = submission();
            store(with(changed, forged(changed, 0), changed.evidence()));
            Submission lost = submission();
            store(with(lost, shredded.seal(lost.facts(), CONTENT), lost.evidence()));
            Submission unknown = submission();
            store(with(unknown, forgotten.seal(unknown.facts(), CONTENT), unknown.evidence()));
            Submission last = store(submission());

            // When
            ReadPage page = list(new EventQuery(device.id(), STREAM, null, null, 0, 10));

            // Then
            assertThat(page.entries()).hasSize(5);
            assertThat(page.more()).isFalse();
            assertThat(unreadable(page))
                    .containsExactly(
                            entry(changed.eventId(), Problem.WRONG_CIPHERTEXT),
                            entry(lost.eventId(), Problem.GONE),
                            entry(unknown.eventId(), Problem.UNAVAILABLE));
            assertThat(page.entries().getFirst()).isInstanceOf(Opened.class);
            assertThat(page.entries().getLast()).isInstanceOf(Opened.class);
            assertThatThrownBy(() -> find(device.id(), lost.eventId()))
                    .isInstanceOfSatisfying(
                            UnreadableEventException.class,
                            e -> assertThat(e.problem()).isEqualTo(Problem.GONE));
            assertThat(first).isNotEqualTo(last);
        }
    }

    private static List<Map.Entry<EventId, Problem>> unreadable(ReadPage page) {
        List<Map.Entry<EventId, Problem>> named = new ArrayList<>();
        for (ReadPage.Entry entry : page.entries()) {
            if (entry instanceof Unreadable(long sequence, var eventId, Problem problem)) {
                named.add(entry(eventId.orElseThrow(), problem));
            }
        }
        return named;
    }

    @Test
    void pageEndsBeforeAnEventWhoseKeyMayStillCome() {
        try (TestDevice announcedLater = new TestDevice("acme", "sensor-1")) {
            // Given
            Submission known = submission();
            Submission early = submission();
            byte[] sealed = announcedLater.seal(early.facts(), CONTENT);
            Submission pending = with(early, sealed, early.evidence());
            store.insert(List.of(known, pending), now);
            EventQuery query = new EventQuery(device.id(), STREAM, null, null, 0, 10);

            // When
            ReadPage page = list(query);
            EventQuery rest = query.continuedAfter(page.next().sequence());

            // Then
            assertThat(page.entries()).hasSize(1);
            assertThat(page.more()).isTrue();
            assertThatThrownBy(() -> list(rest)).isInstanceOf(KeysUnavailableException.class);
            now = now.plus(Reading.PATIENCE);
            assertThat(unreadable(list(rest)))
                    .containsExactly(entry(pending.eventId(), Problem.UNAVAILABLE));
        }
    }

    @Test
    void whatIsReadAtOnceIsLimited() {
        // Given
        for (int i = 0; i < 900; i++) {
            store(submission());
        }
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, 0, 1000);
        ReadBudget budget = new ReadBudget(5_000_000, 700_000);

        // When
        try (ReadBudget.Share first = budget.page(Duration.ZERO)) {
            ReadPage page = reading.list(query, first);
            assertThat(page.entries()).hasSizeBetween(100, 700);
            assertThat(page.more()).isTrue();
            try (ReadBudget.Share second = budget.page(Duration.ZERO)) {
                assertThatThrownBy(() -> budget.page(Duration.ZERO))
                        .isInstanceOf(ReadsBusyException.class);
                assertThat(reading.list(query, second).entries())
                        .hasSizeLessThan(page.entries().size());
            }
        }

        // Then
        try (ReadBudget.Share again = budget.page(Duration.ZERO)) {
            assertThat(reading.list(query, again).entries()).hasSizeBetween(100, 700);
        }
    }

    private ReadPage list(EventQuery query) {
        return reading.list(query, new ReadBudget(1 << 24, 1 << 23).page(Duration.ZERO));
    }

    private List<ReadEvent> events(EventQuery query) {
        return list(query).entries().stream().map(entry -> ((Opened) entry).event()).toList();
    }

    private Optional<ReadEvent> find(DeviceId id, EventId eventId) {
        return reading.find(id, eventId, new ReadBudget(1 << 23, 1 << 20).page(Duration.ZERO));
    }

    private void assertUnreadable(EventId eventId) {
        assertThatThrownBy(() -> find(device.id(), eventId))
                .isInstanceOf(UnreadableEventException.class);
        assertThat(findings).extracting(SecurityFinding::kind).containsExactly("wrong-ciphertext");
    }

    private Submission submission() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return device.submission(STREAM, EventId.random(), CONTENT, NONCE, now);
    }

    private Submission store(Submission submission) {
        store.insert(List.of(submission), Instant.EPOCH);
        return submission;
    }

    private static Submission with(Submission s, byte[] sealed, SignatureEvidence evidence) {
        return new Submission(s.facts(), s.receivedAt(), s.size(), sealed, evidence);
    }

    private List<DataKey> unwrap(DeviceId id, List<DataKeyAnnouncement> announcements) {
        if (away) {
            throw new KeysUnavailableException("Vault is sealed");
        }
        if (announcements.stream().anyMatch(a -> gone.contains(a.dataKeyId()))) {
            throw new KeysGoneException(new IllegalStateException());
        }
        if (announcements.stream().anyMatch(a -> refused.contains(a.dataKeyId()))) {
            throw new KeysRefusedException("no such envelope key", new IllegalStateException());
        }
        unwraps.incrementAndGet();
        List<DataKey> keys = new ArrayList<>();
        for (DataKeyAnnouncement announcement : announcements) {
            try {
                keys.add(envelopes.getOrDefault(id, device).envelope().open(announcement));
            } catch (WrongCiphertextException e) {
                throw new AssertionError(e);
            }
        }
        return keys;
    }

    private final class Announced implements DataKeyStore {
        @Override
        public List<DataKeyAnnouncement> save(List<DataKeyAnnouncement> announcements) {
            throw new AssertionError("reading writes no keys");
        }

        @Override
        public List<DataKeyAnnouncement> find(Collection<DataKeyId> ids) {
            return announced.stream().filter(a -> ids.contains(a.dataKeyId())).toList();
        }
    }

    private record Certificates(List<DeviceCertificate> all) implements DeviceCertificates {
        @Override
        public void save(List<DeviceCertificate> certificates) {
            throw new AssertionError("reading writes no certificates");
        }

        @Override
        public List<DeviceCertificate> find(DeviceId device, Set<KeyId> keys) {
            return all.stream()
                    .filter(c -> c.device().equals(device) && keys.contains(c.keyId()))
                    .toList();
        }
    }
}
