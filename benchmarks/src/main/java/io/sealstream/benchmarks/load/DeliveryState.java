package io.sealstream.benchmarks.load;

/** What a device knows of an event by the answer to it. */
public enum DeliveryState {
    /** Not answered yet. */
    SENT(0),
    /** 202: it is the platform's now. */
    ACKNOWLEDGED(1),
    /** An answer of 4xx: it may not have it. */
    REFUSED(2),
    /** 5xx or a lost connection: it may or may not have it. */
    UNKNOWN(3);

    private final int code;

    DeliveryState(int code) {
        this.code = code;
    }

    /** A small number for it. */
    int code() {
        return code;
    }

    static DeliveryState ofCode(int code) {
        return switch (code) {
            case 0 -> SENT;
            case 1 -> ACKNOWLEDGED;
            case 2 -> REFUSED;
            default -> UNKNOWN;
        };
    }

    static DeliveryState of(int status) {
        if (status / 100 == 2) {
            return ACKNOWLEDGED;
        }
        return status / 100 == 4 ? REFUSED : UNKNOWN;
    }
}
