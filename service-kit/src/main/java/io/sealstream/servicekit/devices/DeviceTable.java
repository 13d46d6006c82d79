package io.sealstream.servicekit.devices;

import io.sealstream.protocol.DeviceId;
import java.util.Optional;

/** The devices, as the platform knew them a moment ago. */
public interface DeviceTable {

    /**
     * Finds a device.
     *
     * @throws DeviceTableUnavailableException while the view is not complete
     */
    Optional<KnownDevice> find(DeviceId device);
}
