package io.sealstream.operator;

import io.sealstream.protocol.DeviceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some devices of a tenant, in the order of their names.
 *
 * @param devices the devices
 * @param next where the next page begins, null on the last one
 */
public record DevicePage(List<DeviceState> devices, @Nullable String next) {
    public DevicePage {
        devices = List.copyOf(devices);
    }
}
