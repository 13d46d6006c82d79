package io.sealstream.storage;

import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.proof.RefutedEventException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides between two ciphertexts for the same signed facts. An honest retry is one: ingest seals
 * each request again. But a hostile writer on the broker can be first, with a ciphertext that does
 * not open, and must not displace the genuine one. So the stored one is opened and proven; as long
 * as that cannot be done, both are kept.
 */
final class Rivals {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final EventStore store;
    private final EventOpener opener;
    private final Findings findings;
    private final GenuineCopies copies;
    private final InstantSource clock;
    private volatile long notBefore;

    Rivals(EventStore store, EventOpener opener, Findings findings, InstantSource clock) {
        this.store = store;
        this.opener = opener;
        this.findings = findings;
        this.copies = new GenuineCopies(store, findings);
        this.clock = clock;
    }

    /**
     * What to say of {@code later}, which is not the stored submission. Empty when nothing can be
     * said yet: the device keeps its event and asks again.
     */
    Optional<Outcome> settle(StoredEvent later) {
        Submission submission = later.submission();
        // As it is by now: an earlier one of the same batch may have taken the place.
        StoredEvent stored = store.find(submission.device(), submission.eventId()).orElseThrow();
        if (stored.submission().equals(submission)) {
            return Optional.of(Outcome.ALREADY_STORED);
        }
        if (clock.millis() >= notBefore) {
            try {
                return opened(stored, later);
            } catch (KeysUnavailableException e) {
                // Not to be asked for each record while vault-keys or Vault is away.
                notBefore = clock.millis() + PAUSE.toMillis();
            }
        }
        return store.keepCopy(later) ? Optional.of(Outcome.ALREADY_STORED) : Optional.empty();
    }

    private Optional<Outcome> opened(StoredEvent stored, StoredEvent later) {
        try (EventOpener.Session session =
                opener.session(stored.submission().device(), List.of(stored, later))) {
            String why = refutation(session, stored);
            if (why == null) {
                store.dropCopies(stored.submission().facts());
                return Optional.of(Outcome.ALREADY_STORED);
            }
            if (copies.promote(session, stored, List.of(later), why).isPresent()) {
                return Optional.of(Outcome.ALREADY_STORED);
            }
        }
        // The device did sign these facts: to refuse them would let two forgeries refuse its event.
        findings.report("wrong-ciphertext", stored, "neither of two submissions is genuine");
        return Optional.empty();
    }

    /** What is wrong with an event; null when it is genuine. */
    private static @Nullable String refutation(EventOpener.Session session, StoredEvent event) {
        try {
            var _ = session.open(event);
            return null;
        } catch (RefutedEventException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
