package io.sealstream.protocol.internal.fields;

import io.sealstream.protocol.internal.fields.BareItem.BooleanItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.DateItem;
import io.sealstream.protocol.internal.fields.BareItem.DecimalItem;
import io.sealstream.protocol.internal.fields.BareItem.DisplayStringItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.BareItem.TokenItem;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;

/**
 * Serialises structured fields (RFC 9651, section 4.1). A value without a serialisation is an
 * {@link IllegalArgumentException}.
 */
public final class FieldWriter {
    private static final long LARGEST = 999_999_999_999_999L;
    private static final BigDecimal TOO_LARGE = new BigDecimal("1000000000000");

    private final StringBuilder out = new StringBuilder(256);

    private FieldWriter() {}

    /** Serialises a dictionary (RFC 9651, section 4.1.2). */
    public static String dictionary(SequencedMap<String, Member> members) {
        FieldWriter writer = new FieldWriter();
        members.forEach(writer::dictionaryMember);
        return writer.out.toString();
    }

    /** Serialises a list (RFC 9651, section 4.1.1). */
    public static String list(List<? extends Member> members) {
        FieldWriter writer = new FieldWriter();
        for (Member member : members) {
            writer.comma();
            writer.write(member);
        }
        return writer.out.toString();
    }

    /** Serialises one item or inner list. */
    public static String member(Member member) {
        FieldWriter writer = new FieldWriter();
        writer.write(member);
        return writer.out.toString();
    }

    /** Serialises parameters, each with its leading semicolon. */
    public static String parametersOf(Member member) {
        FieldWriter writer = new FieldWriter();
        writer.parameters(member.parameters());
        return writer.out.toString();
    }

    private void comma() {
        if (!out.isEmpty()) {
            out.append(", ");
        }
    }

    private void dictionaryMember(String key, Member member) {
        comma();
        key(key);
        if (member instanceof Item(BooleanItem(boolean value), var parameters) && value) {
            parameters(parameters);
        } else {
            out.append('=');
            write(member);
        }
    }

    private void write(Member member) {
        switch (member) {
            case Item item -> bare(item.value());
            case InnerList list -> innerList(list.items());
        }
        parameters(member.parameters());
    }

    private void innerList(List<Item> items) {
        out.append('(');
        String between = "";
        for (Item item : items) {
            out.append(between);
            write(item);
            between = " ";
        }
        out.append(')');
    }

    private void parameters(SequencedMap<String, BareItem> parameters) {
        parameters.forEach((key, value) -> {
            out.append(';');
            key(key);
            if (!(value instanceof BooleanItem(boolean on) && on)) {
                out.append('=');
                bare(value);
            }
        });
    }

    private void key(String key) {
        boolean valid = !key.isEmpty() && (Cursor.isLower(key.charAt(0)) || key.charAt(0) == '*');
        require(valid && key.chars().allMatch(c -> Cursor.isKeyCharacter((char) c)), "key");
        out.append(key);
    }

    private void bare(BareItem item) {
        switch (item) {
            case IntegerItem(long value) -> integer(value);
            case DecimalItem(BigDecimal value) -> decimal(value);
            case StringItem(String value) -> string(value);
            case TokenItem(String value) -> token(value);
            case BytesItem(byte[] value) ->
                    out.append(':').append(Base64.getEncoder().encodeToString(value)).append(':');
            case BooleanItem(boolean value) -> out.append(value ? "?1" : "?0");
            case DateItem(long epochSecond) -> {
                out.append('@');
                integer(epochSecond);
            }
            case DisplayStringItem(String value) -> displayString(value);
        }
    }

    private void integer(long value) {
        require(value >= -LARGEST && value <= LARGEST, "integer");
        out.append(value);
    }

    private void decimal(BigDecimal value) {
        BigDecimal rounded = value.setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
        require(rounded.abs().compareTo(TOO_LARGE) < 0, "decimal");
        out.append(rounded.setScale(Math.max(1, rounded.scale())).toPlainString());
    }

    private void string(String value) {
        require(value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e), "string");
        out.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    private void token(String value) {
        boolean valid =
                !value.isEmpty() && (Cursor.isLetter(value.charAt(0)) || value.charAt(0) == '*');
        require(valid && value.chars().allMatch(c -> Cursor.isTokenCharacter((char) c)), "token");
        out.append(value);
    }

    private void displayString(String value) {
        out.append("%\"");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 0x20 && b <= 0x7e && b != '%' && b != '"';
            out.append(plain ? String.valueOf((char) b) : "%" + HexFormat.of().toHexDigits(b));
        }
        out.append('"');
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("not a structured field " + what);
        }
    }
}
