package io.sealstream.protocol.calls;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;

/**
 * Ingest asks storage whether an event is stored: GET, answered with {@link
 * io.sealstream.protocol.StoredNotice}, or 404.
 */
public final class ReceiptCall {
    /** Where, as a template with {@code tenant}, {@code device} and {@code event}. */
    public static final String PATH = "/v1/receipts/{tenant}/{device}/{event}";

    private ReceiptCall() {}

    /** The path for one event. */
    public static String path(DeviceId device, EventId event) {
        return PATH.replace("{tenant}", device.tenant())
                .replace("{device}", device.device())
                .replace("{event}", event.toString());
    }
}
