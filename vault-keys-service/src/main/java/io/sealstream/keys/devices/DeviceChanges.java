package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Problem;
import java.util.function.UnaryOperator;

/**
 * Changes one device: read, decide, replace if nobody else did meanwhile, else decide again. So a
 * rule that looked at a device is never applied to another state of it.
 */
public final class DeviceChanges {
    private static final int ATTEMPTS = 16;

    private final DeviceInventory inventory;
    private final Runnable changed;

    /**
     * Makes it.
     *
     * @param changed told after each change
     */
    public DeviceChanges(DeviceInventory inventory, Runnable changed) {
        this.inventory = inventory;
        this.changed = changed;
    }

    /**
     * Applies a rule, which may refuse by an exception or leave the device as it is by returning
     * its argument.
     *
     * @return the device as it is now
     * @throws RequestRefusedException when there is no such device
     */
    DeviceState change(DeviceId id, UnaryOperator<DeviceState> rule) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DeviceState before = find(id);
            DeviceState next = rule.apply(before);
            if (next.version() == before.version()) {
                return before;
            }
            if (inventory.replace(next)) {
                changed.run();
                return next;
            }
        }
        throw new UnavailableException("a device changes faster than it can be changed");
    }

    DeviceState find(DeviceId id) {
        return inventory
                .find(id)
                .orElseThrow(
                        () -> new RequestRefusedException(Problem.NOT_FOUND, "no such device"));
    }

    boolean add(DeviceState device) {
        boolean added = inventory.add(device);
        if (added) {
            changed.run();
        }
        return added;
    }
}
