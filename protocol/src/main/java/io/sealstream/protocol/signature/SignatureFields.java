package io.sealstream.protocol.signature;

import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.FieldParser;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.MalformedFieldException;
import io.sealstream.protocol.internal.fields.Member;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The one signature with a tag among those of a request (RFC 9421, sections 4.1 and 4.2).
 *
 * @param input covered components and parameters
 * @param signature the signature's bytes
 */
record SignatureFields(InnerList input, byte[] signature) {
    private static final int MAX_CHARACTERS = 8192;
    private static final String LABEL = "sig1";

    /**
     * Finds the signature.
     *
     * @throws MalformedSignatureException unless there is exactly one with this tag in fields of at
     *     most 8 KiB together
     */
    static SignatureFields find(String tag, String signatureInput, String signature)
            throws MalformedSignatureException {
        if (signatureInput.length() + signature.length() > MAX_CHARACTERS) {
            throw new MalformedSignatureException("signature fields are longer than 8 KiB");
        }
        Map.Entry<String, InnerList> only = onlyOne(tag, dictionary(signatureInput));
        return new SignatureFields(
                only.getValue(), bytes(dictionary(signature).get(only.getKey())));
    }

    /** The fields of one signature. */
    SignatureHeaders write() {
        return new SignatureHeaders(
                field(input), field(new Item(new BytesItem(signature), new LinkedHashMap<>())));
    }

    static boolean hasTag(InnerList list, String tag) {
        return list.parameters().get("tag") instanceof StringItem(String given)
                && given.equals(tag);
    }

    static List<Item> items(List<String> components) {
        return components.stream()
                .map(name -> new Item(new StringItem(name), new LinkedHashMap<>()))
                .toList();
    }

    static String text(SequencedMap<String, BareItem> given, String name)
            throws MalformedSignatureException {
        if (given.get(name) instanceof StringItem(String value)) {
            return value;
        }
        throw new MalformedSignatureException("the parameter " + name + " must be a string");
    }

    private static String field(Member member) {
        SequencedMap<String, Member> field = new LinkedHashMap<>();
        field.put(LABEL, member);
        return FieldWriter.dictionary(field);
    }

    private static SequencedMap<String, Member> dictionary(String field)
            throws MalformedSignatureException {
        try {
            return FieldParser.dictionary(field);
        } catch (MalformedFieldException e) {
            throw new MalformedSignatureException("a signature field is malformed", e);
        }
    }

    private static Map.Entry<String, InnerList> onlyOne(
            String tag, SequencedMap<String, Member> members) throws MalformedSignatureException {
        Map.Entry<String, InnerList> found = null;
        for (Map.Entry<String, Member> member : members.entrySet()) {
            if (member.getValue() instanceof InnerList list && hasTag(list, tag)) {
                if (found != null) {
                    throw new MalformedSignatureException("there are two signatures with our tag");
                }
                found = Map.entry(member.getKey(), list);
            }
        }
        if (found == null) {
            throw new MalformedSignatureException("there is no signature with our tag");
        }
        return found;
    }

    private static byte[] bytes(@Nullable Member member) throws MalformedSignatureException {
        if (member instanceof Item(BytesItem(byte[] bytes), var parameters)
                && parameters.isEmpty()) {
            return bytes;
        }
        throw new MalformedSignatureException("there is no signature for its input");
    }
}
