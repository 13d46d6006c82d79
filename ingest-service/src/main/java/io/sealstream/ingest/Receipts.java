package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks up the receipt of an event: in storage first, because a stored event stays stored whatever
 * happened to a later copy; then among rejections; then among what this process appended recently.
 */
public final class Receipts {
    private static final int REMEMBERED = 200_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final StoredReceipts stored;
    private final Outcomes outcomes;
    private final Cache<String, Boolean> kept =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(MEMORY)
                    .build();

    public Receipts(StoredReceipts stored, Outcomes outcomes) {
        this.stored = stored;
        this.outcomes = outcomes;
    }

    /** Remembers that an event was kept. */
    public void kept(Submission submission) {
        kept.put(submission.facts().address(), true);
    }

    /** The receipt of an event of this device; empty when nothing is known of it. Blocks. */
    public Optional<Receipt> find(DeviceId device, EventId eventId) {
        return stored.find(device, eventId)
                .map(Receipt::stored)
                .or(() -> outcomes.rejection(device, eventId).map(Receipt::rejected))
                .or(() -> pending(device, eventId));
    }

    private Optional<Receipt> pending(DeviceId device, EventId eventId) {
        return kept.getIfPresent(device.key() + "/" + eventId) == null
                ? Optional.empty()
                : Optional.of(Receipt.pending(eventId));
    }
}
