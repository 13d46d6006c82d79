package io.sealstream.devstack.launcher.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aVariableChangesAPort() {
        Ports ports = Ports.of(Map.of("SEALSTREAM_PORT_INGEST", "18443"));

        assertThat(ports.number(Port.INGEST)).isEqualTo(18_443);
        assertThat(ports.number(Port.STORAGE)).isEqualTo(8446);
    }

    @Test
    void whatIsNoPortIsNamedByItsVariable() {
        assertThatThrownBy(() -> Ports.of(Map.of("SEALSTREAM_PORT_VAULT", "many")))
                .hasMessageContaining("SEALSTREAM_PORT_VAULT");
        assertThatThrownBy(() -> Ports.of(Map.of("SEALSTREAM_PORT_VAULT", "70000")))
                .hasMessageContaining("SEALSTREAM_PORT_VAULT");
    }

    @Test
    void everyPortBelongsToOneProcess() {
        assertThat(Arrays.stream(Component.values()).flatMap(c -> c.ports().stream()))
                .containsExactlyInAnyOrder(Port.values());
    }
}
