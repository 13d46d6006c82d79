package io.sealstream.reader.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells content that is JSON as it travels (RFC 8259, section 8.1): one value in UTF-8 without a
 * byte order mark. Jackson alone would take UTF-16 and a mark too, which stand in no other text.
 */
final class JsonText {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** A value followed by another would break the line or the row it stands in. */
    private static final ObjectReader JSON =
            new JsonMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    /** The text without the white space around it; empty when it is no such JSON. */
    static Optional<String> of(byte[] content) {
        return utf8(content).map(JsonText::strip).filter(JsonText::isOneValue);
    }

    /** The content as text; empty when it is not UTF-8. */
    static Optional<String> utf8(byte[] content) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isOneValue(String text) {
        if (text.isEmpty() || text.charAt(0) == BYTE_ORDER_MARK) {
            return false;
        }
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** What JSON takes for white space, which is less than Java does. */
    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
