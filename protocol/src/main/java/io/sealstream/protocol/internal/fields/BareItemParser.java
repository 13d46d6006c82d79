package io.sealstream.protocol.internal.fields;

import io.sealstream.protocol.internal.fields.BareItem.BooleanItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.DateItem;
import io.sealstream.protocol.internal.fields.BareItem.DecimalItem;
import io.sealstream.protocol.internal.fields.BareItem.DisplayStringItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.BareItem.TokenItem;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Parses a bare item (RFC 9651, sections 4.2.3.1 to 4.2.10). */
final class BareItemParser {
    private BareItemParser() {}

    static BareItem parse(Cursor in) throws MalformedFieldException {
        if (in.take('"')) {
            return string(in);
        }
        if (in.take(':')) {
            return bytes(in);
        }
        if (in.take('?')) {
            return bool(in);
        }
        if (in.take('@')) {
            return date(in);
        }
        if (in.take('%')) {
            return displayString(in);
        }
        if (in.nextIs('-') || in.nextIsDigit()) {
            return number(in);
        }
        String token = in.token();
        if (token.isEmpty() || !(Cursor.isLetter(token.charAt(0)) || token.charAt(0) == '*')) {
            throw new MalformedFieldException("not an item");
        }
        return new TokenItem(token);
    }

    private static StringItem string(Cursor in) throws MalformedFieldException {
        StringBuilder value = new StringBuilder(48);
        for (char c = in.next(); c != '"'; c = in.next()) {
            if (c == '\\') {
                c = in.next();
                if (c != '"' && c != '\\') {
                    throw new MalformedFieldException("a string escapes only quote and backslash");
                }
            } else if (c < 0x20 || c > 0x7e) {
                throw new MalformedFieldException("a string is printable ASCII");
            }
            value.append(c);
        }
        return new StringItem(value.toString());
    }

    /** Refuses missing padding and stray bits too, so that bytes have one spelling. */
    private static BytesItem bytes(Cursor in) throws MalformedFieldException {
        String base64 = in.until(':');
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(value).equals(base64)) {
                return new BytesItem(value);
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedFieldException("a byte sequence is base64");
        }
        throw new MalformedFieldException("a byte sequence is canonical base64");
    }

    private static BooleanItem bool(Cursor in) throws MalformedFieldException {
        return switch (in.next()) {
            case '0' -> new BooleanItem(false);
            case '1' -> new BooleanItem(true);
            default -> throw new MalformedFieldException("a boolean is ?0 or ?1");
        };
    }

    private static DateItem date(Cursor in) throws MalformedFieldException {
        if (number(in) instanceof IntegerItem seconds) {
            return new DateItem(seconds.value());
        }
        throw new MalformedFieldException("a date is a whole number of seconds");
    }

    private static BareItem number(Cursor in) throws MalformedFieldException {
        StringBuilder text = new StringBuilder(16);
        boolean negative = in.take('-');
        int whole = digits(in, text, 15);
        if (!in.nextIs('.')) {
            long value = Long.parseLong(text, 0, whole, 10);
            return new IntegerItem(negative ? -value : value);
        }
        text.append(in.next());
        if (whole > 12) {
            throw new MalformedFieldException("a decimal has at most 12 digits before the point");
        }
        digits(in, text, 3);
        BigDecimal value = new BigDecimal(text.toString());
        return new DecimalItem(negative ? value.negate() : value);
    }

    private static int digits(Cursor in, StringBuilder to, int most)
            throws MalformedFieldException {
        int count = 0;
        while (in.nextIsDigit()) {
            to.append(in.next());
            count++;
        }
        if (count == 0 || count > most) {
            throw new MalformedFieldException("a number has too few or too many digits");
        }
        return count;
    }

    private static DisplayStringItem displayString(Cursor in) throws MalformedFieldException {
        if (!in.take('"')) {
            throw new MalformedFieldException("a display string starts with a quote");
        }
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        for (char c = in.next(); c != '"'; c = in.next()) {
            if (c < 0x20 || c > 0x7e) {
                throw new MalformedFieldException("a display string is printable ASCII");
            }
            utf8.write(c == '%' ? hexDigit(in.next()) << 4 | hexDigit(in.next()) : c);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(utf8.toByteArray());
            return new DisplayStringItem(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedFieldException("a display string is UTF-8");
        }
    }

    private static int hexDigit(char c) throws MalformedFieldException {
        if (Cursor.isDigit(c)) {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw new MalformedFieldException("a display string escapes with lower-case hex");
    }
}
