package io.sealstream.protocol.signature;

import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SignatureEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A device's signature over the facts of an event: well-formed, not verified. This is the one place
 * that says what "the record is what the device signed" means: the signature base (RFC 9421,
 * section 2.5) is rebuilt from the facts, so {@link #isBy} holds for the signed facts alone and
 * there is nothing to compare.
 *
 * <p>Covered are {@code "@method" "@authority" "@path" "@query" "content-type" "content-digest"
 * "idempotency-key"} in this order and, when sent, {@code "content-encoding"} after them; other
 * fields may be covered anywhere. Parameters of components, derived components but these, and
 * unknown signature parameters are refused.
 */
public final class EventSignature {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final EventFacts facts;
    private final SignatureEvidence evidence;
    private final SignatureParameters parameters;
    private final byte[] base;

    private EventSignature(
            EventFacts facts,
            SignatureEvidence evidence,
            SignatureParameters parameters,
            byte[] base) {
        this.facts = facts;
        this.evidence = evidence;
        this.parameters = parameters;
        this.base = base;
    }

    /**
     * Rebuilds what the device must have signed for these facts.
     *
     * @throws MalformedSignatureException when the evidence does not keep to the profile, or is not
     *     spelled as {@link RequestSignature} spells it
     */
    public static EventSignature of(EventFacts facts, SignatureEvidence evidence)
            throws MalformedSignatureException {
        if (evidence.signature().length != SignatureAlgorithm.SIGNATURE_BYTES) {
            throw new MalformedSignatureException("a signature has 64 bytes");
        }
        String input = evidence.signatureInput();
        Profile profile = Profile.of(input);
        if (!profile.components().equals(evidence.components())) {
            throw new MalformedSignatureException("the components are not what they say");
        }
        CoveredRequest request = CoveredRequest.of(facts, evidence.authority(), evidence.query());
        String base = SignatureBase.write(request, evidence.components(), evidence.fields(), input);
        return new EventSignature(
                facts, evidence, profile.parameters(), base.getBytes(StandardCharsets.US_ASCII));
    }

    /** What was signed, if {@link #isBy} holds. */
    public EventFacts facts() {
        return facts;
    }

    /** What is kept beside the facts to verify them again. */
    public SignatureEvidence evidence() {
        return evidence;
    }

    /** The parameters; as believable as the signature. */
    public SignatureParameters parameters() {
        return parameters;
    }

    /**
     * Whether {@code key} signed exactly these facts: the {@code keyid} is this key's, {@code alg},
     * if given, is this key's, and the signature verifies over the rebuilt base.
     */
    public boolean isBy(DeviceKey key) {
        SignatureAlgorithm named = parameters.algorithm();
        return parameters.keyId().equals(key.keyId())
                && (named == null || named == key.algorithm())
                && SignatureVerifier.verify(key, base, evidence.signature());
    }

    /**
     * Whether the times that the signature names, if any, allow it: made at most 300 s ago, at most
     * 60 s in the future, not expired. Ingest asks by its clock, the guard by the broker's.
     *
     * @param at when the event came
     * @param grace how far that time may be from the one at which it was sent, on top of it
     */
    public boolean isInTime(Instant at, Duration grace) {
        Instant created = parameters.created();
        Instant expires = parameters.expires();
        Instant earliest = at.minus(grace);
        boolean createdInTime =
                created == null
                        || (!created.isAfter(at.plus(grace).plus(SKEW))
                                && !created.isBefore(earliest.minus(MAX_AGE)));
        boolean notExpired =
                expires == null
                        || (earliest.isBefore(expires)
                                && (created == null || !expires.isBefore(created)));
        return createdInTime && notExpired;
    }

    /** The rebuilt signature base as text, for verification with another library. */
    public String base() {
        return new String(base, StandardCharsets.US_ASCII);
    }
}
