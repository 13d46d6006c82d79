package io.sealstream.devstack.launcher.client;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.protocol.DeviceId;
import java.nio.file.Path;

/**
 * Where the local stack keeps what belongs to a device that is used by hand.
 *
 * @param base the folder of all of it
 */
record DeviceFiles(Path base) {
    static DeviceFiles of(Layout layout, DeviceId device) {
        return new DeviceFiles(layout.devices().resolve(device.tenant()).resolve(device.device()));
    }

    /** The device client's own folder. */
    Path folder() {
        return base.resolve("folder");
    }

    /** The passphrase of its key. */
    Path passphrase() {
        return base.resolve("passphrase");
    }

    /** The one-time token, from registration until enrolment. */
    Path token() {
        return base.resolve("token");
    }
}
