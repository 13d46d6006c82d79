package io.sealstream.protocol.signature;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.FieldParser;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.MalformedFieldException;
import io.sealstream.protocol.internal.fields.Member;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.nonce.EpochToken;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The Accept-Signature field (RFC 9421, section 5): asks for a signature of our profile and offers
 * a fresh epoch as its nonce.
 */
public final class AcceptSignature {
    private AcceptSignature() {}

    /** The field that offers {@code fresh}. */
    public static String fieldValue(EpochToken fresh) {
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        parameters.put("nonce", new StringItem(fresh.text()));
        parameters.put("tag", new StringItem(Profile.TAG));
        SequencedMap<String, Member> field = new LinkedHashMap<>();
        field.put("sig1", new InnerList(SignatureFields.items(Profile.REQUIRED), parameters));
        return FieldWriter.dictionary(field);
    }

    /** The epoch a field offers to our profile, if it does. */
    public static Optional<EpochToken> offeredEpoch(String fieldValue) {
        try {
            for (Member member : FieldParser.dictionary(fieldValue).values()) {
                if (member instanceof InnerList list
                        && SignatureFields.hasTag(list, Profile.TAG)
                        && list.parameters().get("nonce") instanceof StringItem(String nonce)) {
                    return Optional.of(new EpochToken(nonce));
                }
            }
            return Optional.empty();
        } catch (MalformedFieldException | InvalidIdentifierException e) {
            return Optional.empty();
        }
    }
}
