package io.sealstream.protocol;

/**
 * A consumer cannot use a record, now or later: it goes to the dead-letter topic, and the consumer
 * goes on. The message holds nothing of the record.
 */
public final class UnusableRecordException extends Exception {
    private final Kind kind;

    /** Why a record cannot be used. */
    public enum Kind {
        /**
         * Not the value its topic holds: a tombstone, garbage, an unknown version, null members.
         */
        MALFORMED,
        /** Larger than any value that the platform writes. */
        OVERSIZED,
        /** Under another key than its value belongs to, or in another partition than its key. */
        MISPLACED,
        /** Its consumer failed at it more than once, for a reason of its own. */
        FAILED;

        /** The name in findings and dead letters, for example {@code malformed-record}. */
        public String label() {
            return Labels.of(this) + "-record";
        }
    }

    public UnusableRecordException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public UnusableRecordException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why the record cannot be used; decides the label of its dead letter. */
    public Kind kind() {
        return kind;
    }
}
