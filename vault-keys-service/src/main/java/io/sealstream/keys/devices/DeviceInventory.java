package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The devices, one document each. Every write is on disk at a majority before the call returns, and
 * leaves the document waiting in the {@link DeviceOutbox}.
 */
public interface DeviceInventory {

    /** Adds a device at version 1. Returns false, and changes nothing, when it is there already. */
    boolean add(DeviceState device);

    /** Finds a device. */
    Optional<DeviceState> find(DeviceId id);

    /**
     * Lists devices of a tenant in order of their names.
     *
     * @param after name to start after; null starts at the first
     * @param limit most devices to return
     */
    List<DeviceState> list(String tenant, @Nullable String after, int limit);

    /**
     * Replaces a device's document in one atomic step if its version is still {@code next.version()
     * - 1}. Returns false, and changes nothing, when it is not.
     */
    boolean replace(DeviceState next);
}
