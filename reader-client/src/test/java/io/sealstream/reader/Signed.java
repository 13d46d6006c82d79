package io.sealstream.reader;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.testkit.TestPki;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Events as storage gives them, signed by a device. */
final class Signed {
    static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    private final TestPki pki;
    final KeyPair pair;
    private Instant receivedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Signed(TestPki pki) throws GeneralSecurityException {
        this.pki = pki;
        this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    Map<String, Object> event(byte[] content) throws Exception {
        return event(content, EventId.random());
    }

    Map<String, Object> event(byte[] content, EventId id) throws Exception {
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        String digest = ContentDigest.of(ContentDigest.Algorithm.SHA_256, content).toString();
        CoveredRequest request =
                new CoveredRequest(
                        "POST",
                        "ingest.example",
                        "/v1/streams/room",
                        "?",
                        "application/json",
                        digest,
                        "\"" + id + "\"",
                        null);
        SignatureHeaders headers =
                new EventSigner(pair.getPrivate(), key).sign(request, "A".repeat(40));
        EventSignature signature =
                RequestSignature.read(
                        DEVICE,
                        request,
                        name -> null,
                        headers.signatureInput(),
                        headers.signature());
        Map<String, Object> evidence = new HashMap<>();
        evidence.put("authority", signature.evidence().authority());
        evidence.put("query", signature.evidence().query());
        evidence.put("components", signature.evidence().components());
        evidence.put("fields", signature.evidence().fields());
        evidence.put("parameters", signature.evidence().parameters());
        evidence.put("signature", base64(signature.evidence().signature()));
        evidence.put("certificate", certificate(DEVICE, Instant.now().plus(Duration.ofHours(1))));
        Map<String, Object> event = new HashMap<>();
        event.put("eventId", id.toString());
        event.put("tenant", "acme");
        event.put("device", "sensor-1");
        event.put("stream", "room");
        // Later than the one before: storage answers in this order.
        receivedAt = receivedAt.plusMillis(1);
        event.put("receivedAt", receivedAt.toString());
        event.put("contentType", "application/json");
        event.put("contentDigest", digest);
        event.put("size", content.length);
        event.put("content", base64(content));
        event.put("evidence", evidence);
        return event;
    }

    String certificate(DeviceId device, Instant notAfter) throws Exception {
        return base64(pki.tenant(device, pair.getPublic(), notAfter).getEncoded());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
