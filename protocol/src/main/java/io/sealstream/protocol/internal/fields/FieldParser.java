package io.sealstream.protocol.internal.fields;

import io.sealstream.protocol.internal.fields.BareItem.BooleanItem;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Parses structured fields (RFC 9651, section 4.2). The whole text must be one; several field lines
 * are joined with a comma by the caller. Linear time, no regular expression.
 */
public final class FieldParser {
    private static final SequencedMap<String, BareItem> NONE =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    private final Cursor in;

    private FieldParser(String text) {
        in = new Cursor(text);
    }

    /** Parses a dictionary; of a repeated key the last member stays, at the first one's place. */
    public static SequencedMap<String, Member> dictionary(String text)
            throws MalformedFieldException {
        FieldParser parser = new FieldParser(text);
        parser.in.skipSpaces();
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        while (!parser.in.atEnd()) {
            String key = parser.in.key();
            members.put(key, parser.in.take('=') ? parser.member() : parser.flag());
            parser.separator();
        }
        return Collections.unmodifiableSequencedMap(members);
    }

    /** Parses a list (RFC 9651, section 4.2.1). */
    public static List<Member> list(String text) throws MalformedFieldException {
        FieldParser parser = new FieldParser(text);
        parser.in.skipSpaces();
        List<Member> members = new ArrayList<>();
        while (!parser.in.atEnd()) {
            members.add(parser.member());
            parser.separator();
        }
        return Collections.unmodifiableList(members);
    }

    /** Parses a single item. */
    public static Item item(String text) throws MalformedFieldException {
        FieldParser parser = new FieldParser(text);
        parser.in.skipSpaces();
        Item item = parser.item();
        parser.in.skipSpaces();
        parser.in.requireEnd();
        return item;
    }

    private Item flag() throws MalformedFieldException {
        return new Item(new BooleanItem(true), parameters());
    }

    private Member member() throws MalformedFieldException {
        return in.take('(') ? innerList() : item();
    }

    private Item item() throws MalformedFieldException {
        return new Item(BareItemParser.parse(in), parameters());
    }

    private InnerList innerList() throws MalformedFieldException {
        List<Item> items = new ArrayList<>();
        in.skipSpaces();
        while (!in.take(')')) {
            items.add(item());
            if (!in.nextIs(' ') && !in.nextIs(')')) {
                throw new MalformedFieldException("items of an inner list need a space between");
            }
            in.skipSpaces();
        }
        return new InnerList(Collections.unmodifiableList(items), parameters());
    }

    private SequencedMap<String, BareItem> parameters() throws MalformedFieldException {
        if (!in.nextIs(';')) {
            return NONE;
        }
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        while (in.take(';')) {
            in.skipSpaces();
            String key = in.key();
            BareItem value = in.take('=') ? BareItemParser.parse(in) : new BooleanItem(true);
            parameters.put(key, value);
        }
        return Collections.unmodifiableSequencedMap(parameters);
    }

    /** Takes the comma after a member, or nothing at the end. */
    private void separator() throws MalformedFieldException {
        int spaces = in.skipOptionalWhitespace();
        if (in.atEnd()) {
            in.requireNoTabInLast(spaces);
            return;
        }
        if (!in.take(',')) {
            throw new MalformedFieldException("members need a comma between");
        }
        in.skipOptionalWhitespace();
        if (in.atEnd()) {
            throw new MalformedFieldException("a comma at the end");
        }
    }
}
