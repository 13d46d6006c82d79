package io.sealstream.device;

import io.sealstream.protocol.EventId;

/** How sending an event ended. */
public sealed interface SendResult {

    /** The id of the event that was sent. */
    EventId id();

    /** The platform stores it; it has left the outbox. */
    record Stored(EventId id, Receipt receipt) implements SendResult {}

    /**
     * The platform will not store it; it is kept aside in the outbox. One that is larger than an
     * event may be never comes into the outbox.
     */
    record Rejected(EventId id, String reason) implements SendResult {}

    /** Not known to be stored yet; it stays in the outbox and is sent again by the next run. */
    record Kept(EventId id, String why) implements SendResult {}
}
