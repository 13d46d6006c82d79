package io.sealstream.protocol.signature;

import java.util.Iterator;
import java.util.List;

/**
 * Writes a signature base (RFC 9421, section 2.5):
 *
 * <pre>
 * base   = *( DQUOTE name DQUOTE ": " value LF ) DQUOTE "@signature-params" DQUOTE ": " params
 * value  = *( %x20-7E )
 * params = the inner list with its parameters, in the one serialisation of RFC 9651
 * </pre>
 */
final class SignatureBase {
    private static final String LAST = "\"@signature-params\": ";

    private SignatureBase() {}

    /**
     * Writes a base.
     *
     * @param request gives the values of the standard components
     * @param components names of all covered components
     * @param fields values of the others, in the order of their components
     * @param input the inner list with its parameters
     */
    static String write(
            CoveredRequest request, List<String> components, List<String> fields, String input)
            throws MalformedSignatureException {
        StringBuilder base = new StringBuilder(768);
        Iterator<String> others = fields.iterator();
        for (String component : components) {
            if (Profile.REQUIRED.contains(component)) {
                line(base, component, request.value(component));
            } else if (others.hasNext()) {
                line(base, component, others.next());
            } else {
                throw new MalformedSignatureException("a covered component is missing");
            }
        }
        if (others.hasNext()) {
            throw new MalformedSignatureException("a value of no component");
        }
        return base.append(LAST).append(input).toString();
    }

    private static void line(StringBuilder base, String component, String value)
            throws MalformedSignatureException {
        requirePrintable(value);
        base.append('"').append(component).append("\": ").append(value).append('\n');
    }

    /** A line break would let a value pass for further components. */
    private static void requirePrintable(String value) throws MalformedSignatureException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                throw new MalformedSignatureException("a covered value is not printable ASCII");
            }
        }
        if (!value.isEmpty() && (value.charAt(0) == ' ' || value.endsWith(" "))) {
            throw new MalformedSignatureException("a covered value starts or ends with a space");
        }
    }
}
