package io.sealstream.protocol.signature;

import io.sealstream.protocol.fields.FieldParser;
import io.sealstream.protocol.fields.FieldWriter;
import io.sealstream.protocol.fields.MalformedFieldException;
import io.sealstream.protocol.fields.Member;
import io.sealstream.protocol.fields.Member.InnerList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a signature base (RFC 9421, section 2.5):
 *
 * <pre>
 * base   = *( DQUOTE name DQUOTE ": " value LF ) DQUOTE "@signature-params" DQUOTE ": " params
 * value  = *( %x20-7E )
 * params = the inner list with its parameters, in the one serialisation of RFC 9651
 * </pre>
 */
final class SignatureBase {
    private static final String LAST = "\"@signature-params\": ";

    /** The parts of a base. */
    record Parsed(SequencedMap<String, String> values, InnerList input) {}

    /** Gives the value of a component, null when the message has none. */
    interface Values {
        @Nullable String of(String component);
    }

    private SignatureBase() {}

    static String write(List<String> components, Values values, InnerList input)
            throws MalformedSignatureException {
        StringBuilder base = new StringBuilder(768);
        for (String component : components) {
            String value = values.of(component);
            if (value == null) {
                throw new MalformedSignatureException("a covered component is missing");
            }
            requirePrintable(value);
            base.append('"').append(component).append("\": ").append(value).append('\n');
        }
        return base.append(LAST).append(FieldWriter.member(input)).toString();
    }

    static Parsed read(String base) throws MalformedSignatureException {
        int last = base.lastIndexOf('\n') + 1;
        if (!base.startsWith(LAST, last)) {
            throw new MalformedSignatureException("a signature base ends in its parameters");
        }
        SequencedMap<String, String> values = new LinkedHashMap<>();
        int line = 0;
        while (line < last) {
            int end = base.indexOf('\n', line);
            readLine(base.substring(line, end), values);
            line = end + 1;
        }
        return new Parsed(values, input(base.substring(last + LAST.length())));
    }

    private static void readLine(String line, SequencedMap<String, String> values)
            throws MalformedSignatureException {
        int end = line.indexOf("\": ", 1);
        if (end < 0 || line.charAt(0) != '"') {
            throw new MalformedSignatureException("a signature base has a malformed line");
        }
        String value = line.substring(end + 3);
        requirePrintable(value);
        if (values.put(line.substring(1, end), value) != null) {
            throw new MalformedSignatureException("a component is covered twice");
        }
    }

    private static InnerList input(String text) throws MalformedSignatureException {
        try {
            List<Member> members = FieldParser.list(text);
            if (members.size() == 1
                    && members.getFirst() instanceof InnerList list
                    && FieldWriter.member(list).equals(text)) {
                return list;
            }
        } catch (MalformedFieldException e) {
            throw new MalformedSignatureException("signature parameters are malformed", e);
        }
        throw new MalformedSignatureException("signature parameters have another spelling");
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
