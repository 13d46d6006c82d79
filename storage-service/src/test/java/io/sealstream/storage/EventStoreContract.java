package io.sealstream.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.Insertion.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event store does, whatever it is made of. */
public abstract class EventStoreContract {
    private static final StreamName STREAM = new StreamName("room-1");
    private static final String NONCE = "A".repeat(40) + ".0";
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final TestDevice device = new TestDevice("acme", "sensor-1");

    protected abstract EventStore store();

    @Test
    void eventComesBackAsItWasWritten() {
        // Given
        Submission written = event(EventId.random(), "one", T0);

        // When
        List<Insertion> notices = store().insert(List.of(written), T0.plusSeconds(1));

        // Then
        assertThat(notices).extracting(Insertion::kind).containsExactly(Kind.NEW);
        assertThat(store().find(device.id(), written.eventId()))
                .contains(new StoredEvent(written, T0.plusSeconds(1)));
    }

    @Test
    void batchWithCopiesStoresEachEventOnceAndTellsWhich() {
        // Given
        Submission known = event(EventId.random(), "known", T0);
        store().insert(List.of(known), T0);
        Submission fresh = event(EventId.random(), "fresh", T0);
        Submission conflict = event(known.eventId(), "other content", T0);

        // When
        List<Insertion> notices =
                store().insert(List.of(fresh, known, fresh, conflict), T0.plusSeconds(9));

        // Then
        assertThat(notices)
                .extracting(Insertion::kind)
                .containsExactly(Kind.NEW, Kind.SAME, Kind.SAME, Kind.OTHER_FACTS);
        assertThat(notices.get(1).event().storedAt()).isEqualTo(T0);
        assertThat(store().find(device.id(), known.eventId()).orElseThrow().submission())
                .isEqualTo(known);
    }

    @Test
    void sameFactsUnderAnotherCiphertextAreToldApartAndKeptBesideTheEventUpToALimit() {
        // Given
        Submission first = event(EventId.random(), "x", T0);
        store().insert(List.of(first), T0);
        List<Submission> copies = new ArrayList<>();
        for (int i = 0; i < EventStore.MOST_COPIES; i++) {
            copies.add(sealedAgain(first));
        }

        // When
        List<Insertion> insertions = store().insert(copies, T0.plusSeconds(1));
        for (int round = 0; round < 2; round++) {
            assertThat(copies).allMatch(copy -> store().keepCopy(new StoredEvent(copy, T0)));
        }
        boolean beyond = store().keepCopy(new StoredEvent(sealedAgain(first), T0));

        // Then
        assertThat(insertions)
                .extracting(Insertion::kind)
                .containsOnly(Kind.RIVAL)
                .hasSize(copies.size());
        assertThat(beyond).isFalse();
        assertThat(store().copies(first.facts()))
                .extracting(StoredEvent::submission)
                .containsExactlyInAnyOrderElementsOf(copies);
        assertThat(store().find(device.id(), first.eventId()).orElseThrow().submission())
                .isEqualTo(first);
    }

    @Test
    void copyTakesTheEventsPlaceAndTheEventIsKept() {
        // Given
        Submission first = event(EventId.random(), "x", T0);
        Submission copy = sealedAgain(first);
        store().insert(List.of(first), T0);
        assertThat(store().keepCopy(new StoredEvent(copy, T0))).isTrue();
        StoredEvent stored = store().find(device.id(), first.eventId()).orElseThrow();
        StoredEvent beside = store().copies(first.facts()).getFirst();

        // When
        store().promote(stored, beside);

        // Then
        assertThat(store().find(device.id(), first.eventId())).contains(beside);
        assertThat(store().copies(first.facts())).contains(stored);
    }

    private Submission sealedAgain(Submission s) {
        byte[] sealed = device.seal(s.facts(), new byte[] {1});
        return new Submission(s.facts(), s.receivedAt(), s.size(), sealed, s.evidence());
    }

    @Test
    void concurrentBatchesStoreEachEventOnce() throws InterruptedException {
        // Given
        List<Submission> events =
                IntStream.range(0, 100).mapToObj(i -> event(EventId.random(), "" + i, T0)).toList();
        List<Insertion> notices = Collections.synchronizedList(new ArrayList<>());

        // When
        List<Thread> writers =
                IntStream.range(0, 4)
                        .mapToObj(i -> Thread.ofVirtual().unstarted(() -> insert(events, notices)))
                        .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        // Then
        assertThat(notices).hasSize(400);
        assertThat(notices).filteredOn(n -> n.kind() == Kind.NEW).hasSize(100);
        assertThat(notices).noneMatch(n -> n.kind() == Kind.OTHER_FACTS);
    }

    private void insert(List<Submission> events, List<Insertion> notices) {
        List<Submission> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));
        notices.addAll(store().insert(shuffled, T0));
    }

    @Test
    void pagesGoThroughAllEventsInOrderWhileOthersArrive() {
        // Given: many events in few milliseconds, so that times alone do not order them
        Set<EventId> written = new HashSet<>();
        for (int i = 0; i < 57; i++) {
            Submission s = event(EventId.random(), "" + i, T0.plusMillis(i % 3));
            store().insert(List.of(s), T0);
            written.add(s.eventId());
        }

        // When
        List<StoredEvent> read = new ArrayList<>();
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, null, 10);
        List<StoredEvent> page = store().list(query);
        while (!page.isEmpty()) {
            read.addAll(page);
            store().insert(List.of(event(EventId.random(), "early", T0.minusSeconds(5))), T0);
            query = query.continuedAfter(Cursor.after(page.getLast().submission()));
            page = store().list(query);
        }

        // Then
        assertThat(read).extracting(e -> e.submission().eventId()).containsAll(written);
        assertThat(read).doesNotHaveDuplicates().hasSize(57);
        assertThat(read)
                .isSortedAccordingTo((a, b) ->
                        a.submission().receivedAt().compareTo(b.submission().receivedAt()));
    }

    @Test
    void selectionIsByDeviceStreamAndTime() {
        // Given
        Submission early = event(EventId.random(), "early", T0);
        Submission late = event(EventId.random(), "late", T0.plus(1, ChronoUnit.HOURS));
        store().insert(List.of(early, late), T0);

        // When
        var byTime =
                store().list(
                                new EventQuery(
                                        device.id(),
                                        STREAM,
                                        T0.plusSeconds(1),
                                        T0.plus(1, ChronoUnit.DAYS),
                                        null,
                                        10));
        var otherStream =
                store().list(
                                new EventQuery(
                                        device.id(), new StreamName("x"), null, null, null, 10));

        // Then
        assertThat(byTime).extracting(StoredEvent::submission).containsExactly(late);
        assertThat(otherStream).isEmpty();
    }

    private Submission event(EventId eventId, String content, Instant receivedAt) {
        return device.submission(
                STREAM, eventId, content.getBytes(StandardCharsets.UTF_8), NONCE, receivedAt);
    }
}
