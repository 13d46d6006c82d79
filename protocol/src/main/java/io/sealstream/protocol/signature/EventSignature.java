package io.sealstream.protocol.signature;

import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.fields.BareItem.BytesItem;
import io.sealstream.protocol.fields.FieldParser;
import io.sealstream.protocol.fields.MalformedFieldException;
import io.sealstream.protocol.fields.Member;
import io.sealstream.protocol.fields.Member.InnerList;
import io.sealstream.protocol.fields.Member.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signature of our profile over a request, well-formed but not verified. Covered are {@code
 * "@method" "@authority" "@path" "@query" "content-type" "content-digest" "idempotency-key"} in
 * this order and, when sent, {@code "content-encoding"} after them; other fields may be covered
 * anywhere. Parameters of components, derived components but these, and unknown signature
 * parameters are refused.
 *
 * @param request the covered values
 * @param parameters the signature's parameters
 * @param evidence signature base and signature
 */
public record EventSignature(
        CoveredRequest request, SignatureParameters parameters, SignatureEvidence evidence) {
    private static final int MAX_FIELD_CHARACTERS = 8192;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);

    /**
     * Reads the signature of a request.
     *
     * @param request the values of the profile's components, as received
     * @param otherFields gives the value of any other field by its lower-case name, null when
     *     absent
     * @param signatureInput the Signature-Input field
     * @param signature the Signature field
     * @throws MalformedSignatureException unless there is exactly one signature with our tag and it
     *     keeps to the profile
     */
    public static EventSignature fromHeaders(
            CoveredRequest request,
            Function<String, @Nullable String> otherFields,
            String signatureInput,
            String signature)
            throws MalformedSignatureException {
        if (signatureInput.length() + signature.length() > MAX_FIELD_CHARACTERS) {
            throw new MalformedSignatureException("signature fields are longer than 8 KiB");
        }
        Map.Entry<String, InnerList> ours = onlyOurs(dictionary(signatureInput));
        byte[] bytes = signatureBytes(dictionary(signature).get(ours.getKey()));
        InnerList input = ours.getValue();
        List<String> components = Profile.components(input);
        if (request.contentEncoding() != null && !components.contains(Profile.CONTENT_ENCODING)) {
            throw new MalformedSignatureException("content-encoding is sent but not covered");
        }
        String base =
                SignatureBase.write(components, name -> value(request, otherFields, name), input);
        return new EventSignature(
                request, Profile.parameters(input), new SignatureEvidence(base, bytes));
    }

    /**
     * Reads the signature of an event from its evidence alone.
     *
     * @throws MalformedSignatureException unless the base is one that {@link #fromHeaders} gives
     */
    public static EventSignature fromEvidence(SignatureEvidence evidence)
            throws MalformedSignatureException {
        SignatureBase.Parsed base = SignatureBase.read(evidence.signatureBase());
        List<String> components = Profile.components(base.input());
        if (!components.equals(List.copyOf(base.values().keySet()))) {
            throw new MalformedSignatureException("the lines of a base are not its components");
        }
        requireLength(evidence.signature());
        return new EventSignature(
                request(base.values()), Profile.parameters(base.input()), evidence);
    }

    /**
     * Checks the times the signature names, if any: made at most 300 s ago, at most 60 s in the
     * future, and not expired.
     *
     * @throws MalformedSignatureException when it is outside its time
     */
    public void checkTimes(Instant now) throws MalformedSignatureException {
        Instant created = parameters.created();
        Instant expires = parameters.expires();
        if (created != null
                && (created.isAfter(now.plus(SKEW)) || created.isBefore(now.minus(MAX_AGE)))) {
            throw new MalformedSignatureException("created is too long ago or in the future");
        }
        if (expires != null
                && (!now.isBefore(expires) || (created != null && expires.isBefore(created)))) {
            throw new MalformedSignatureException("the signature has expired");
        }
    }

    private static SequencedMap<String, Member> dictionary(String field)
            throws MalformedSignatureException {
        try {
            return FieldParser.dictionary(field);
        } catch (MalformedFieldException e) {
            throw new MalformedSignatureException("a signature field is malformed", e);
        }
    }

    private static Map.Entry<String, InnerList> onlyOurs(SequencedMap<String, Member> members)
            throws MalformedSignatureException {
        Map.Entry<String, InnerList> ours = null;
        for (Map.Entry<String, Member> member : members.entrySet()) {
            if (member.getValue() instanceof InnerList list && Profile.hasOurTag(list)) {
                if (ours != null) {
                    throw new MalformedSignatureException("there are two signatures with our tag");
                }
                ours = Map.entry(member.getKey(), list);
            }
        }
        if (ours == null) {
            throw new MalformedSignatureException("there is no signature with our tag");
        }
        return ours;
    }

    private static byte[] signatureBytes(@Nullable Member member)
            throws MalformedSignatureException {
        if (member instanceof Item(BytesItem(byte[] bytes), var parameters)
                && parameters.isEmpty()) {
            requireLength(bytes);
            return bytes;
        }
        throw new MalformedSignatureException("there is no signature for its input");
    }

    private static void requireLength(byte[] signature) throws MalformedSignatureException {
        if (signature.length != SignatureAlgorithm.SIGNATURE_BYTES) {
            throw new MalformedSignatureException("a signature has 64 bytes");
        }
    }

    private static @Nullable String value(
            CoveredRequest request, Function<String, @Nullable String> others, String name) {
        if (name.equals(Profile.CONTENT_ENCODING)) {
            return request.contentEncoding();
        }
        String value = request.value(name);
        return value != null ? value : others.apply(name);
    }

    private static CoveredRequest request(SequencedMap<String, String> values)
            throws MalformedSignatureException {
        return new CoveredRequest(
                get(values, "@method"),
                get(values, "@authority"),
                get(values, "@path"),
                get(values, "@query"),
                get(values, "content-type"),
                get(values, "content-digest"),
                get(values, "idempotency-key"),
                values.get(Profile.CONTENT_ENCODING));
    }

    private static String get(SequencedMap<String, String> values, String name)
            throws MalformedSignatureException {
        String value = values.get(name);
        if (value == null) {
            throw new MalformedSignatureException("a required component is not covered");
        }
        return value;
    }
}
