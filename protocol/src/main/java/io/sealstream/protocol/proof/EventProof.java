package io.sealstream.protocol.proof;

import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import java.security.cert.CertificateException;
import java.time.Instant;

/** Checks that an event is what a device sent. Thread-safe. */
public final class EventProof {
    private final CertifiedKeys keys;

    public EventProof(CertifiedKeys keys) {
        this.keys = keys;
    }

    /**
     * Checks that the content has the digest of the facts, that the certificate gave a key to the
     * device when the event came, and that this key signed exactly these facts.
     *
     * @param content the opened content
     * @param certificate the device's certificate, DER
     * @param receivedAt when the event came
     * @throws RefutedEventException when one of it is not so
     */
    public void check(
            EventFacts facts,
            byte[] content,
            SignatureEvidence evidence,
            byte[] certificate,
            Instant receivedAt)
            throws RefutedEventException {
        if (!facts.contentDigest().matches(content)) {
            throw new RefutedEventException("the content has another digest");
        }
        try {
            DeviceKey key = keys.keyOf(certificate, facts.device(), receivedAt);
            if (!EventSignature.of(facts, evidence).isBy(key)) {
                throw new RefutedEventException("the device did not sign this");
            }
        } catch (CertificateException e) {
            throw new RefutedEventException("the certificate does not speak for the device", e);
        } catch (MalformedSignatureException e) {
            throw new RefutedEventException("the evidence is malformed", e);
        }
    }
}
