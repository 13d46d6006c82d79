package io.sealstream.device;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Turns events into signed requests: {@code POST /v1/streams/<stream>}. */
final class EventRequests {
    private final DeviceConfig config;
    private final EventSigner signer;
    private final int waitSeconds;

    EventRequests(DeviceConfig config, EventSigner signer, int waitSeconds) {
        this.config = config;
        this.signer = signer;
        this.waitSeconds = waitSeconds;
    }

    SignedEvent sign(OutgoingEvent event, String nonce) {
        CoveredRequest covered =
                CoveredRequest.of(
                        new EventFacts(
                                config.id(),
                                event.stream(),
                                event.id(),
                                event.contentType(),
                                ContentDigest.of(ContentDigest.Algorithm.SHA_256, event.content())),
                        config.authority(),
                        "?");
        SignatureHeaders signature = signer.sign(covered, nonce);
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", covered.contentType());
        headers.put("Content-Digest", covered.contentDigest());
        headers.put("Idempotency-Key", covered.idempotencyKey());
        headers.put("Signature-Input", signature.signatureInput());
        headers.put("Signature", signature.signature());
        if (waitSeconds > 0) {
            headers.put("Prefer", "wait=" + waitSeconds);
        }
        return new SignedEvent(
                event.id(),
                covered.path(),
                nonce,
                signed(covered, signature),
                headers,
                event.content());
    }

    /** As ingest reads it of the request. */
    private SignedDigest signed(CoveredRequest covered, SignatureHeaders headers) {
        try {
            EventSignature signature =
                    RequestSignature.read(
                            config.id(),
                            covered,
                            field -> null,
                            headers.signatureInput(),
                            headers.signature());
            return SignedDigest.of(signature.facts(), signature.evidence());
        } catch (MalformedSignatureException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
