package io.sealstream.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Labels;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StreamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an event as its device sees it; the body of receipts.
 *
 * @param state {@code pending}, {@code stored} or {@code rejected}
 * @param eventId the event
 * @param stream the stream the stored event is in
 * @param contentType media type of the stored content
 * @param digest digest of the stored content
 * @param storedAt when it was stored
 * @param reason why it was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String state,
        EventId eventId,
        @Nullable StreamName stream,
        @Nullable String contentType,
        @Nullable ContentDigest digest,
        @Nullable Instant storedAt,
        @Nullable String reason) {

    /** Of an event that cannot be lost any more, but was not decided or stored yet. */
    public static Receipt pending(EventId eventId) {
        return new Receipt("pending", eventId, null, null, null, null, null);
    }

    /** Of an event that storage holds. */
    public static Receipt stored(StoredNotice notice) {
        return new Receipt(
                "stored",
                notice.eventId(),
                notice.stream(),
                notice.contentType(),
                notice.digest(),
                notice.storedAt(),
                null);
    }

    /** Of a submission that was rejected. */
    public static Receipt rejected(RejectedNotice notice) {
        return new Receipt(
                "rejected", notice.eventId(), null, null, null, null, Labels.of(notice.reason()));
    }
}
