package io.sealstream.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.Insertion.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
        assertThat(page(0).events()).containsExactly(beside);
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
    void pagesGoThroughAllEventsInTheOrderOfWritingWhileOthersArrive() {
        // Given
        List<EventId> written = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            written.add(written("" + i, T0.minusSeconds(i)));
        }

        // When
        List<EventId> read = new ArrayList<>();
        StoredPage page = page(0);
        while (!page.places().isEmpty()) {
            assertThat(page.more()).isEqualTo(read.size() + page.places().size() < written.size());
            if (written.size() < 60) {
                written.add(written("late", T0.minusSeconds(999)));
            }
            page.events().forEach(e -> read.add(e.submission().eventId()));
            page = page(page.places().getLast().sequence());
        }

        // Then
        assertThat(read).containsExactlyElementsOf(written);
    }

    private EventId written(String content, Instant receivedAt) {
        Submission s = event(EventId.random(), content, receivedAt);
        store().insert(List.of(s), T0);
        return s.eventId();
    }

    private StoredPage page(long after) {
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, after, 10);
        return store().list(query, share(1 << 20));
    }

    @Test
    void whoReadsOnFromTheLastSequenceMissesNothingOfManyWriters() throws Exception {
        // Given: writers of one device whose clocks differ, with batches that overlap
        List<Thread> writers =
                IntStream.range(0, 4)
                        .mapToObj(i -> Thread.ofPlatform().unstarted(() -> writeMuch(i)))
                        .toList();
        writers.forEach(Thread::start);

        // When
        List<EventId> followed = new ArrayList<>();
        long last = 0;
        boolean writing = true;
        while (writing || followed.size() < 4 * 60) {
            writing = writers.stream().anyMatch(Thread::isAlive);
            StoredPage page = page(last);
            for (StoredPage.Place place : page.places()) {
                assertThat(place.sequence()).isGreaterThan(last);
                last = place.sequence();
            }
            page.events().forEach(e -> followed.add(e.submission().eventId()));
            if (!writing && page.places().isEmpty()) {
                break;
            }
        }

        // Then
        assertThat(followed).hasSize(4 * 60).doesNotHaveDuplicates();
    }

    private void writeMuch(int writer) {
        Instant now = T0.plusSeconds(writer * 7L);
        List<Submission> before = List.of();
        for (int i = 0; i < 20; i++) {
            List<Submission> batch = new ArrayList<>(before);
            for (int j = 0; j < 3; j++) {
                batch.add(event(EventId.random(), writer + "/" + i + "/" + j, T0));
            }
            // A batch that comes again in part, as after a crash.
            anotherWriter().insert(batch, now.plusMillis(i));
            before = batch.subList(batch.size() - 2, batch.size());
        }
    }

    /** The same store, as another process sees it. */
    protected EventStore anotherWriter() {
        return store();
    }

    @Test
    void pageEndsWhenItsShareIsUsedUpAndGoesOnFromThere() {
        // Given
        for (int i = 0; i < 5; i++) {
            written("x".repeat(10_000), T0);
        }
        EventQuery query = new EventQuery(device.id(), STREAM, null, null, 0, 100);

        // When
        List<Integer> sizes = new ArrayList<>();
        StoredPage page = store().list(query, share(25_000));
        while (!page.places().isEmpty()) {
            sizes.add(page.places().size());
            query = query.continuedAfter(page.places().getLast().sequence());
            page = store().list(query, share(25_000));
        }
        StoredPage smallest = store().list(query.continuedAfter(0), share(1));

        // Then
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(smallest.places()).hasSize(1);
        assertThat(smallest.more()).isTrue();
    }

    private static ReadBudget.Share share(int bytes) {
        return new ReadBudget(1 << 23, bytes).page(Duration.ZERO);
    }

    @Test
    void timesBeyondWhatADatabaseKeepsSelectAllOrNothing() {
        // Given
        EventId id = written("x", T0);
        Instant odd = T0.plusNanos(1);

        // Then
        assertThat(selected(Instant.MIN, Instant.MAX)).containsExactly(id);
        assertThat(selected(Instant.MAX, null)).isEmpty();
        assertThat(selected(null, Instant.MIN)).isEmpty();
        assertThat(selected(odd, null)).isEmpty();
        assertThat(selected(null, odd)).containsExactly(id);
    }

    private List<EventId> selected(@Nullable Instant from, @Nullable Instant to) {
        return store()
                .list(new EventQuery(device.id(), STREAM, from, to, 0, 10), share(1 << 20))
                .events()
                .stream()
                .map(e -> e.submission().eventId())
                .toList();
    }

    @Test
    void selectionIsByDeviceStreamAndTime() {
        // Given
        Submission early = event(EventId.random(), "early", T0);
        Submission late = event(EventId.random(), "late", T0.plus(1, ChronoUnit.HOURS));
        store().insert(List.of(early, late), T0);

        // When
        var byTime = selected(T0.plusSeconds(1), T0.plus(1, ChronoUnit.DAYS));
        var otherStream =
                store().list(
                                new EventQuery(device.id(), new StreamName("x"), null, null, 0, 10),
                                share(1 << 20));

        // Then
        assertThat(byTime).containsExactly(late.eventId());
        assertThat(otherStream.places()).isEmpty();
    }

    private Submission event(EventId eventId, String content, Instant receivedAt) {
        return device.submission(
                STREAM, eventId, content.getBytes(StandardCharsets.UTF_8), NONCE, receivedAt);
    }
}
