package io.sealstream.device;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.net.URI;
import java.util.Locale;

/**
 * Where a device belongs: the content of {@code device.json}.
 *
 * @param ingest the device endpoint, {@code https://host[:port]}; also read as {@code door}
 * @param tenant tenant name
 * @param device device name
 * @param trustDomain trust domain of every identity
 */
public record DeviceConfig(
        @JsonAlias("door") URI ingest, String tenant, String device, String trustDomain) {
    private static final int DEFAULT_PORT = 443;

    public DeviceConfig {
        if (!"https".equals(ingest.getScheme()) || ingest.getHost() == null) {
            throw new DeviceException("the device endpoint is https://host[:port]");
        }
    }

    /** Who the device is. */
    public DeviceId id() {
        return new DeviceId(tenant, device);
    }

    SpiffeId identity() {
        return new SpiffeId(trustDomain, id());
    }

    /** The identity that must answer there. */
    SpiffeId ingestIdentity() {
        return new SpiffeId(trustDomain, ServiceName.INGEST);
    }

    /** The {@code @authority} of requests (RFC 9421, section 2.2.3). */
    String authority() {
        String host = ingest.getHost().toLowerCase(Locale.ROOT);
        int port = ingest.getPort();
        return port < 0 || port == DEFAULT_PORT ? host : host + ":" + port;
    }
}
