package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.util.List;

/**
 * Device documents whose newest version is not on the log yet. The document is its own outbox: a
 * change and the note that it must be published are one write, so neither can be lost alone.
 */
public interface DeviceOutbox {

    /** Documents waiting, at most {@code limit}; those of revoked devices first. */
    List<DeviceState> unpublished(int limit);

    /** How many wait; it stops counting at {@code limit}. */
    long waiting(int limit);

    /** Whether {@code version} of a device, or a later one, was published. */
    boolean isPublished(DeviceId id, long version);

    /** Notes that {@code version} is on the log. A document that changed since stays waiting. */
    void markPublished(DeviceId id, long version);
}
