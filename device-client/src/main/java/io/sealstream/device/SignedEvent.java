package io.sealstream.device;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignedDigest;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A request ready to go. Sending it twice is a replay; the platform lets it have its effect once.
 *
 * @param id the event
 * @param path path of the request
 * @param nonce the nonce it was signed with
 * @param signed names what was signed, and the signature
 * @param headers fields to send, in order
 * @param body the content
 */
public record SignedEvent(
        EventId id,
        String path,
        String nonce,
        SignedDigest signed,
        SequencedMap<String, String> headers,
        byte[] body) {

    /** The same request with one field changed, as someone on the way would. */
    public SignedEvent with(String header, String value) {
        var changed = new java.util.LinkedHashMap<>(headers);
        changed.put(header, value);
        return new SignedEvent(id, path, nonce, signed, changed, body);
    }

    /** The same request with another body, as someone on the way would. */
    public SignedEvent withBody(byte[] other) {
        return new SignedEvent(id, path, nonce, signed, headers, other);
    }

    /** The same request to another path, as someone on the way would. */
    public SignedEvent withPath(String other) {
        return new SignedEvent(id, other, nonce, signed, headers, body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedEvent that
                && id.equals(that.id)
                && path.equals(that.path)
                && Map.copyOf(headers).equals(Map.copyOf(that.headers))
                && java.util.Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "SignedEvent[" + id + "]";
    }
}
