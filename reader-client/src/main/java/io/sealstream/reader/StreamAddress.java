package io.sealstream.reader;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.StreamName;

/**
 * A stream of a device.
 *
 * @param device whose
 * @param stream which
 */
public record StreamAddress(DeviceId device, StreamName stream) {

    /** Made of three names. */
    public static StreamAddress of(String tenant, String device, String stream) {
        return new StreamAddress(new DeviceId(tenant, device), new StreamName(stream));
    }

    String path() {
        return "/v1/tenants/%s/devices/%s/streams/%s/events"
                .formatted(device.tenant(), device.device(), stream);
    }
}
