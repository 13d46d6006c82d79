package io.sealstream.storage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.ReadEvent;
import io.sealstream.storage.ReadPage.Entry;
import io.sealstream.storage.ReadPage.Opened;
import io.sealstream.storage.ReadPage.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in JSON, as readers get it. Bytes are base64.
 *
 * @param sequence its place, when it stands in a list
 * @param content the device's bytes
 * @param evidence what proves that the device sent it
 */
@SuppressWarnings("ArrayRecordComponent")
record EventView(
        EventId eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long sequence,
        String tenant,
        String device,
        String stream,
        Instant receivedAt,
        Instant storedAt,
        String contentType,
        ContentDigest contentDigest,
        int size,
        byte[] content,
        EvidenceView evidence) {

    static EventView of(ReadEvent read) {
        return of(null, read);
    }

    /** An entry of a list: an event, or what is said in the place of one. */
    static Object of(Entry entry) {
        return switch (entry) {
            case Opened(long sequence, ReadEvent event) -> of(sequence, event);
            case Unreadable(long sequence, Optional<EventId> eventId, Problem problem) ->
                    new UnreadableView(eventId.orElse(null), sequence, problem.label());
        };
    }

    private record UnreadableView(@Nullable EventId eventId, long sequence, String problem) {}

    private static EventView of(@Nullable Long sequence, ReadEvent read) {
        Submission s = read.event().submission();
        return new EventView(
                s.eventId(),
                sequence,
                s.device().tenant(),
                s.device().device(),
                s.facts().stream().value(),
                s.receivedAt(),
                read.event().storedAt(),
                s.facts().contentType(),
                s.facts().contentDigest(),
                read.content().length,
                read.content(),
                EvidenceView.of(s.evidence(), read.certificate()));
    }

    /**
     * The signature and what is needed, beside the event, to rebuild what was signed (RFC 9421,
     * section 2.5).
     *
     * @param fields values of the covered components that are not standard, in signed order
     * @param parameters signature parameters, each with its semicolon
     * @param certificate the device's certificate, DER
     */
    @SuppressWarnings("ArrayRecordComponent")
    record EvidenceView(
            String authority,
            String query,
            List<String> components,
            List<String> fields,
            String parameters,
            byte[] signature,
            byte[] certificate) {

        static EvidenceView of(SignatureEvidence evidence, byte[] certificate) {
            return new EvidenceView(
                    evidence.authority(),
                    evidence.query(),
                    evidence.components(),
                    evidence.fields(),
                    evidence.parameters(),
                    evidence.signature(),
                    certificate);
        }
    }
}
