package io.sealstream.device;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.EventSigner;
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
        String path = "/v1/streams/" + event.stream();
        String digest =
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, event.content()).toString();
        String key = "\"" + event.id() + "\"";
        CoveredRequest covered =
                new CoveredRequest(
                        "POST",
                        config.authority(),
                        path,
                        "?",
                        event.contentType(),
                        digest,
                        key,
                        null);
        SignatureHeaders signature = signer.sign(covered, nonce);
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", event.contentType());
        headers.put("Content-Digest", digest);
        headers.put("Idempotency-Key", key);
        headers.put("Signature-Input", signature.signatureInput());
        headers.put("Signature", signature.signature());
        if (waitSeconds > 0) {
            headers.put("Prefer", "wait=" + waitSeconds);
        }
        return new SignedEvent(event.id(), path, nonce, headers, event.content());
    }
}
