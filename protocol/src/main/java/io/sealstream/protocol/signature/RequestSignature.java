package io.sealstream.protocol.signature;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.internal.fields.FieldWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the facts of an event and the evidence for them out of a signed request. */
public final class RequestSignature {
    private RequestSignature() {}

    /**
     * Reads the signature of a request.
     *
     * @param device who sent it, by the certificate of the connection
     * @param request the values of the profile's components, as received
     * @param otherFields gives the value of any other field by its lower-case name, null when
     *     absent
     * @param signatureInput the Signature-Input field
     * @param signature the Signature field
     * @throws MalformedSignatureException unless there is exactly one signature with our tag, it
     *     keeps to the profile, and the request is spelled as {@link CoveredRequest#of} spells its
     *     facts
     */
    public static EventSignature read(
            DeviceId device,
            CoveredRequest request,
            Function<String, @Nullable String> otherFields,
            String signatureInput,
            String signature)
            throws MalformedSignatureException {
        EventFacts facts = facts(device, request);
        SignatureFields ours = SignatureFields.find(Profile.TAG, signatureInput, signature);
        List<String> components = Profile.of(ours.input()).components();
        if (request.contentEncoding() != null && !components.contains(Profile.CONTENT_ENCODING)) {
            throw new MalformedSignatureException("content-encoding is sent but not covered");
        }
        return EventSignature.of(
                facts,
                new SignatureEvidence(
                        request.authority(),
                        request.query(),
                        components,
                        fields(components, request, otherFields),
                        FieldWriter.parametersOf(ours.input()),
                        ours.signature()));
    }

    private static EventFacts facts(DeviceId device, CoveredRequest request)
            throws MalformedSignatureException {
        try {
            EventFacts facts =
                    new EventFacts(
                            device,
                            request.stream(),
                            request.eventId(),
                            request.contentType(),
                            ContentDigest.parse(request.contentDigest()));
            if (!CoveredRequest.of(facts, request.authority(), request.query())
                    .hasFactsOf(request)) {
                throw new MalformedSignatureException("the request has another spelling");
            }
            return facts;
        } catch (InvalidIdentifierException e) {
            throw new MalformedSignatureException(
                    "content-digest is not one sha-256 or sha-512 digest", e);
        }
    }

    private static List<String> fields(
            List<String> components,
            CoveredRequest request,
            Function<String, @Nullable String> otherFields)
            throws MalformedSignatureException {
        List<String> values = new ArrayList<>();
        for (String component : components) {
            if (!Profile.REQUIRED.contains(component)) {
                String value =
                        component.equals(Profile.CONTENT_ENCODING)
                                ? request.contentEncoding()
                                : otherFields.apply(component);
                if (value == null) {
                    throw new MalformedSignatureException("a covered component is missing");
                }
                values.add(value);
            }
        }
        return values;
    }
}
