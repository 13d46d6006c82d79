package io.sealstream.ingest;

import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.servicekit.devices.KnownDevice;

/**
 * A request that may be sealed.
 *
 * @param device who sent it
 * @param signature the device's signature over the event's facts, well-formed but not yet verified
 * @param nonce its nonce, fresh but perhaps used
 */
public record Admitted(KnownDevice device, EventSignature signature, NonceCheck.Valid nonce) {

    /** The facts that the device claims to have signed. */
    public EventFacts facts() {
        return signature.facts();
    }

    /** Names what the device claims to have signed. */
    public SignedDigest signed() {
        return SignedDigest.of(signature.facts(), signature.evidence());
    }
}
