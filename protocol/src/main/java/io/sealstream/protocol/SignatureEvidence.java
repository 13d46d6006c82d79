package io.sealstream.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What is needed beside {@link EventFacts} to rebuild the RFC 9421 signature base that the device
 * signed. It repeats none of the facts: the base is rebuilt from the record's own, so the signature
 * verifies only if these are the signed ones.
 *
 * @param authority {@code @authority} of the request
 * @param query {@code @query} of the request, with its question mark
 * @param components names of the covered components, in signed order
 * @param fields values of those covered components that are not {@linkplain #STANDARD_COMPONENTS
 *     standard}, in signed order
 * @param parameters the signature parameters in the one serialisation of RFC 9651, each with its
 *     leading semicolon
 * @param signature raw signature bytes
 */
public record SignatureEvidence(
        String authority,
        String query,
        List<String> components,
        List<String> fields,
        String parameters,
        byte[] signature) {

    /** The components every event signature covers, in this order. */
    public static final List<String> STANDARD_COMPONENTS =
            List.of(
                    "@method",
                    "@authority",
                    "@path",
                    "@query",
                    "content-type",
                    "content-digest",
                    "idempotency-key");

    public SignatureEvidence {
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(query, "query");
        components = List.copyOf(components);
        fields = List.copyOf(fields);
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(signature, "signature");
    }

    /** Whether exactly the standard components are covered, as our clients do it. */
    public boolean coversStandardComponents() {
        return components.equals(STANDARD_COMPONENTS);
    }

    /** The member of the {@code Signature-Input} field: an inner list with its parameters. */
    public String signatureInput() {
        return "(\"" + String.join("\" \"", components) + "\")" + parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureEvidence that
                && authority.equals(that.authority)
                && query.equals(that.query)
                && components.equals(that.components)
                && fields.equals(that.fields)
                && parameters.equals(that.parameters)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return "SignatureEvidence[" + signatureInput() + "]";
    }
}
