package io.sealstream.protocol.signature;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.fields.BareItem.BytesItem;
import io.sealstream.protocol.fields.FieldParser;
import io.sealstream.protocol.fields.MalformedFieldException;
import io.sealstream.protocol.fields.Member;
import io.sealstream.protocol.fields.Member.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Digest field (RFC 9530, section 2).
 *
 * @param known its members with an algorithm we know, at least one, in the field's order
 */
public record ContentDigestField(List<ContentDigest> known) {
    public ContentDigestField {
        known = List.copyOf(known);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("a content digest has a known algorithm");
        }
    }

    /**
     * Reads the field. Members with an unknown algorithm are ignored.
     *
     * @throws MalformedSignatureException when it is malformed or no algorithm is known
     */
    public static ContentDigestField parse(String fieldValue) throws MalformedSignatureException {
        List<ContentDigest> known = new ArrayList<>(2);
        try {
            for (var member : FieldParser.dictionary(fieldValue).entrySet()) {
                ContentDigest.Algorithm algorithm = algorithm(member.getKey());
                if (algorithm != null) {
                    known.add(new ContentDigest(algorithm, bytes(member.getValue())));
                }
            }
        } catch (MalformedFieldException | InvalidIdentifierException e) {
            throw new MalformedSignatureException("the content digest is malformed", e);
        }
        if (known.isEmpty()) {
            throw new MalformedSignatureException("no digest algorithm is known");
        }
        return new ContentDigestField(known);
    }

    /** The first known member. */
    public ContentDigest first() {
        return known.getFirst();
    }

    /** Says whether {@code content} has every known digest. */
    public boolean matches(byte[] content) {
        return known.stream().allMatch(digest -> digest.matches(content));
    }

    private static ContentDigest.@Nullable Algorithm algorithm(String label) {
        for (ContentDigest.Algorithm algorithm : ContentDigest.Algorithm.values()) {
            if (algorithm.label().equals(label)) {
                return algorithm;
            }
        }
        return null;
    }

    private static byte[] bytes(Member member) throws MalformedSignatureException {
        if (member instanceof Item(BytesItem(byte[] bytes), var parameters)
                && parameters.isEmpty()) {
            return bytes;
        }
        throw new MalformedSignatureException("a digest is a byte sequence");
    }
}
