package io.sealstream.storage.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.ReadEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in JSON, as readers get it. Bytes are base64.
 *
 * @param content the device's bytes
 * @param evidence what proves that the device sent it
 */
@SuppressWarnings("ArrayRecordComponent")
record EventView(
        EventId eventId,
        String tenant,
        String device,
        String stream,
        Instant receivedAt,
        Instant storedAt,
        String contentType,
        String contentDigest,
        int size,
        byte[] content,
        EvidenceView evidence) {

    static EventView of(ReadEvent read) {
        Submission s = read.event().submission();
        return new EventView(
                s.eventId(),
                s.device().tenant(),
                s.device().device(),
                s.stream().value(),
                s.receivedAt(),
                read.event().storedAt(),
                s.contentType(),
                s.contentDigest().toString(),
                s.size(),
                read.content(),
                EvidenceView.of(s, read.certificate()));
    }

    /**
     * The signature and what is needed to check it.
     *
     * @param signatureBase RFC 9421, section 2.5
     * @param publicKey SubjectPublicKeyInfo, DER
     * @param certificate DER
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvidenceView(
            String signatureBase,
            byte[] signature,
            byte @Nullable [] publicKey,
            byte @Nullable [] certificate) {

        static EvidenceView of(Submission s, @Nullable DeviceCertificate certificate) {
            return new EvidenceView(
                    s.evidence().signatureBase(),
                    s.evidence().signature(),
                    certificate == null ? null : certificate.publicKey(),
                    certificate == null ? null : certificate.certificate());
        }
    }
}
