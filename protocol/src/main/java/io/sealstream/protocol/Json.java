package io.sealstream.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON mapping of records that travel: times as RFC 3339 text, bytes as base64, unknown
 * members ignored (a newer writer may add some). Missing ones are refused, and so is null where the
 * record's constructor refuses it.
 */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private Json() {}

    /** Writes a record as UTF-8 JSON without white space. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the protocol can always be written", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param json its bytes, null for a tombstone
     * @throws MalformedRecordException when the bytes are not such a record; its message holds
     *     nothing of them
     */
    public static <T> T read(byte @Nullable [] json, Class<T> type)
            throws MalformedRecordException {
        T read = null;
        try {
            if (json != null && isUtf8(json)) {
                read = MAPPER.readValue(json, type);
            }
        } catch (IOException | RuntimeException e) {
            // The cause may quote the bytes: it goes no further.
            throw new MalformedRecordException("not a " + type.getSimpleName());
        }
        if (read == null) {
            throw new MalformedRecordException("nothing instead of a " + type.getSimpleName());
        }
        return read;
    }

    /**
     * The mapper would read UTF-16 and UTF-32 too; JSON that travels is UTF-8 (RFC 8259, section
     * 8.1). These have a byte order mark or a zero byte among their first four.
     */
    private static boolean isUtf8(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0 || json[i] == (byte) 0xfe || json[i] == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }
}
