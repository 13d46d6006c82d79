package io.sealstream.device;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.net.URI;
import java.util.Locale;

/**
 * Where a device belongs: the content of {@code device.json}.
 *
 * @param door the device door, {@code https://host[:port]}
 * @param tenant tenant name
 * @param device device name
 * @param trustDomain trust domain of every identity
 */
public record DeviceConfig(URI door, String tenant, String device, String trustDomain) {
    private static final int DEFAULT_PORT = 443;

    public DeviceConfig {
        if (!"https".equals(door.getScheme()) || door.getHost() == null) {
            throw new DeviceException("the door is https://host[:port]");
        }
    }

    /** Who the device is. */
    public DeviceId id() {
        return new DeviceId(tenant, device);
    }

    SpiffeId identity() {
        return new SpiffeId(trustDomain, id());
    }

    /** Who must answer at the door. */
    SpiffeId doorIdentity() {
        return new SpiffeId(trustDomain, ServiceName.INGEST);
    }

    /** The {@code @authority} of requests (RFC 9421, section 2.2.3). */
    String authority() {
        String host = door.getHost().toLowerCase(Locale.ROOT);
        int port = door.getPort();
        return port < 0 || port == DEFAULT_PORT ? host : host + ":" + port;
    }
}
