package io.sealstream.benchmarks.load;

/** What a device knows about an event from the response to it. */
public enum DeliveryState {
    /** Not answered yet. */
    SENT(0),
    /** An answer of 2xx: the platform must not lose it. */
    ACKNOWLEDGED(1),
    /** An answer of 4xx: it must not be stored. */
    REFUSED(2),
    /** 5xx or a lost connection: it may be stored or not. */
    UNKNOWN(3);

    private final int code;

    DeliveryState(int code) {
        this.code = code;
    }

    /** A number of two bits, for a compact ledger. */
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
