package io.sealstream.operator;

/** An operation was not carried out. The message may be shown; it holds no token and no key. */
public final class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why; stable, for callers that decide by it. */
    public enum Reason {
        /** There is no such device. */
        NOT_FOUND,
        /** The name is taken. */
        ALREADY_EXISTS,
        /** This identity may not do that, or not to that device. */
        REFUSED,
        /** vault-keys, or what it needs, is out of reach; the same may succeed later. */
        UNAVAILABLE,
        /** Anything else: an identity folder that cannot be used, an answer that is none. */
        FAILED
    }

    public OperatorException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public OperatorException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why it was not carried out. */
    public Reason reason() {
        return reason;
    }
}
