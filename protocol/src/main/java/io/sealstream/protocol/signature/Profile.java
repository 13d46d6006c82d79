package io.sealstream.protocol.signature;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.internal.fields.BareItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.FieldParser;
import io.sealstream.protocol.internal.fields.FieldWriter;
import io.sealstream.protocol.internal.fields.MalformedFieldException;
import io.sealstream.protocol.internal.fields.Member;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code tag="sealstream-event-1"}: which components and parameters there must be.
 *
 * @param components names of the covered components, in signed order
 * @param parameters the signature's parameters
 */
record Profile(List<String> components, SignatureParameters parameters) {
    static final String TAG = "sealstream-event-1";

    /** Covered in this order; others may stand between. */
    static final List<String> REQUIRED = SignatureEvidence.STANDARD_COMPONENTS;

    static final String CONTENT_ENCODING = "content-encoding";

    private static final Set<String> PARAMETERS =
            Set.of("keyid", "nonce", "tag", "created", "expires", "alg");

    /** Reads an inner list with its parameters. */
    static Profile of(InnerList input) throws MalformedSignatureException {
        return new Profile(components(input), parameters(input));
    }

    /** Reads the text of an inner list; refuses all spellings but that of RFC 9651, section 4.1. */
    static Profile of(String input) throws MalformedSignatureException {
        try {
            List<Member> members = FieldParser.list(input);
            if (members.size() == 1
                    && members.getFirst() instanceof InnerList list
                    && FieldWriter.member(list).equals(input)) {
                return of(list);
            }
        } catch (MalformedFieldException | IllegalArgumentException e) {
            throw new MalformedSignatureException("signature parameters are malformed", e);
        }
        throw new MalformedSignatureException("signature parameters have another spelling");
    }

    /** The names of the components, all plain, lower-case, different, and the required in order. */
    private static List<String> components(InnerList list) throws MalformedSignatureException {
        List<String> names = new ArrayList<>(list.items().size());
        for (Item item : list.items()) {
            names.add(name(item));
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new MalformedSignatureException("a component is covered twice");
        }
        int position = -1;
        for (String required : REQUIRED) {
            int found = names.indexOf(required);
            if (found < 0) {
                throw new MalformedSignatureException("a required component is not covered");
            }
            if (found < position) {
                throw new MalformedSignatureException("components are in another order");
            }
            position = found;
        }
        int encoding = names.indexOf(CONTENT_ENCODING);
        if (encoding >= 0 && encoding < position) {
            throw new MalformedSignatureException("components are in another order");
        }
        return names;
    }

    private static String name(Item item) throws MalformedSignatureException {
        if (!item.parameters().isEmpty() || !(item.value() instanceof StringItem(String name))) {
            throw new MalformedSignatureException("a component is a name without parameters");
        }
        boolean known = REQUIRED.contains(name);
        if (!known && !isFieldName(name)) {
            throw new MalformedSignatureException("a component is not a lower-case field name");
        }
        return name;
    }

    private static boolean isFieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Reads the parameters; refuses those RFC 9421 does not define. */
    private static SignatureParameters parameters(InnerList list)
            throws MalformedSignatureException {
        SequencedMap<String, BareItem> given = list.parameters();
        if (!PARAMETERS.containsAll(given.keySet()) || !SignatureFields.hasTag(list, TAG)) {
            throw new MalformedSignatureException("a parameter is not of the profile");
        }
        try {
            return new SignatureParameters(
                    new KeyId(SignatureFields.text(given, "keyid")),
                    SignatureFields.text(given, "nonce"),
                    time(given.get("created")),
                    time(given.get("expires")),
                    given.containsKey("alg")
                            ? algorithm(SignatureFields.text(given, "alg"))
                            : null);
        } catch (InvalidIdentifierException e) {
            throw new MalformedSignatureException("keyid is not a thumbprint", e);
        }
    }

    private static @Nullable Instant time(@Nullable BareItem value)
            throws MalformedSignatureException {
        if (value == null) {
            return null;
        }
        if (value instanceof IntegerItem(long seconds) && seconds >= 0) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new MalformedSignatureException("a time is a number of seconds");
    }

    private static SignatureAlgorithm algorithm(String label) throws MalformedSignatureException {
        return SignatureAlgorithm.ofLabel(label)
                .orElseThrow(() -> new MalformedSignatureException("alg is not of the profile"));
    }
}
