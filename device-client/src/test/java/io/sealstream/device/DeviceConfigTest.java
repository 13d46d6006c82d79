package io.sealstream.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeviceConfigTest {
    private static final String ENDPOINT = "https://ingest.example:8443";

    @Test
    void configurationThatNamesTheEndpointByItsFormerNameIsStillRead() throws Exception {
        // Given
        String former =
                """
                {"door": "%s", "tenant": "acme", "device": "sensor-1",
                 "trustDomain": "sealstream.local"}
                """
                        .formatted(ENDPOINT);

        // When
        DeviceConfig config =
                Json.read(former.getBytes(StandardCharsets.UTF_8), DeviceConfig.class);

        // Then
        assertThat(config.ingest()).isEqualTo(URI.create(ENDPOINT));
        assertThat(Json.write(config)).asString().contains("\"ingest\"").doesNotContain("door");
    }
}
