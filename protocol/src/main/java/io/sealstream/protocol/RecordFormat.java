package io.sealstream.protocol;

import io.sealstream.protocol.UnusableRecordException.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's records must be: how a value is decoded, and under which key it belongs. Every
 * consumer reads through this, so that each refuses the same records.
 *
 * @param <T> what a value is
 */
public final class RecordFormat<T> {
    public static final RecordFormat<Submission> RECEIVED = submissions(Topic.RECEIVED);
    public static final RecordFormat<Submission> ACCEPTED = submissions(Topic.ACCEPTED);
    public static final RecordFormat<Submission> RETRIED = submissions(Topic.RETRIED);
    public static final RecordFormat<RejectedNotice> REJECTED =
            json(Topic.REJECTED, RejectedNotice.class, notice -> notice.deviceId().key());
    public static final RecordFormat<StoredNotice> STORED =
            json(Topic.STORED, StoredNotice.class, notice -> notice.deviceId().key());
    public static final RecordFormat<DataKeyAnnouncement> DATA_KEY =
            json(Topic.DATA_KEY, DataKeyAnnouncement.class, a -> a.dataKeyId().toString());
    public static final RecordFormat<DeviceState> DEVICE_STATE =
            json(Topic.DEVICE_STATE, DeviceState.class, state -> state.id().key());

    /**
     * The largest value, bytes. Below the broker's default limit for a batch of one record
     * (1,048,588 bytes) by more than any headers need, so that what can be read can also be passed
     * on.
     */
    public static final int MAX_VALUE_BYTES = 960 * 1024;

    private final Topic topic;
    private final Decoder<T> decoder;
    private final Function<T, String> keyOf;

    /** Decodes a value; null stands for a tombstone. */
    private interface Decoder<T> {
        T decode(byte @Nullable [] value) throws MalformedRecordException;
    }

    private RecordFormat(Topic topic, Decoder<T> decoder, Function<T, String> keyOf) {
        this.topic = topic;
        this.decoder = decoder;
        this.keyOf = keyOf;
    }

    private static RecordFormat<Submission> submissions(Topic topic) {
        return new RecordFormat<>(topic, SubmissionCodec::decode, s -> s.device().key());
    }

    private static <T> RecordFormat<T> json(Topic topic, Class<T> type, Function<T, String> keyOf) {
        return new RecordFormat<>(topic, value -> Json.read(value, type), keyOf);
    }

    /** The topic that holds such records. */
    public Topic topic() {
        return topic;
    }

    /**
     * Reads a record.
     *
     * @throws UnusableRecordException when its value is not of this format, larger than {@link
     *     #MAX_VALUE_BYTES}, or belongs under another key
     */
    public T read(@Nullable String key, byte @Nullable [] value) throws UnusableRecordException {
        if (value != null && value.length > MAX_VALUE_BYTES) {
            throw new UnusableRecordException(Kind.OVERSIZED, "the value is too large");
        }
        T read;
        try {
            read = decoder.decode(value);
        } catch (MalformedRecordException e) {
            throw new UnusableRecordException(
                    Kind.MALFORMED, "the value is not of the topic's format", e);
        }
        if (!keyOf.apply(read).equals(key)) {
            throw new UnusableRecordException(Kind.MISPLACED, "the value belongs to another key");
        }
        return read;
    }
}
