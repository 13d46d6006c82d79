package io.sealstream.devstack.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDeviceTest {
    @TempDir Path home;

    @Test
    void registeredDeviceIsEnrolledWithTheOperatorsTokenAndItsOwnPassphrase() throws Exception {
        // Given
        Path token = Path.of(register("acme/sensor-1").get("--token-file"));
        Files.writeString(token, "token\n");

        // When
        Invocation enrol = invocation("enrol", "acme/sensor-1", "--key", "ED25519");
        Map<String, String> defaults = device(Map.of()).defaults(enrol);

        // Then
        assertThat(device(Map.of()).arguments(enrol)).containsExactly("enrol", "--key", "ED25519");
        assertThat(defaults)
                .containsEntry("--tenant", "acme")
                .containsEntry("--device", "sensor-1")
                .containsEntry("--token-file", token.toString())
                .containsEntry("--ingest", "https://localhost:8443");
        Path passphrase = Path.of(defaults.get("--passphrase-file"));
        assertThat(Files.readString(passphrase).strip()).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passphrase)))
                .isEqualTo("rw-------");
    }

    @Test
    void spentTokenIsDeleted() throws Exception {
        // Given
        Path token = Path.of(register("acme/sensor-1").get("--token-file"));
        Files.writeString(token, "token\n");

        // When
        device(Map.of()).succeeded(invocation("enrol", "acme/sensor-1"));

        // Then
        assertThat(token).doesNotExist();
    }

    @Test
    void secretsOfTheEnvironmentGoFirst() throws Exception {
        var environment =
                Map.of("SEALSTREAM_DEVICE_PASSPHRASE", "p", "SEALSTREAM_ENROLMENT_TOKEN", "t");

        assertThat(device(environment).defaults(invocation("enrol", "acme/sensor-1")))
                .doesNotContainKeys("--passphrase-file", "--token-file");
    }

    @Test
    void whatMustBeDoneBeforeIsSaid() {
        LocalDevice device = device(Map.of());

        assertThatThrownBy(() -> device.defaults(invocation("enrol", "acme/sensor-1")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./sealstream operator register acme/sensor-1");
        assertThatThrownBy(() -> device.defaults(invocation("send", "acme/sensor-1", "room")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./sealstream device enrol acme/sensor-1");
        assertThatThrownBy(() -> device.defaults(invocation("send", "room", "{}")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("TENANT/DEVICE");
    }

    @Test
    void deviceInAFolderOfItsOwnNeedsNoName() throws Exception {
        Invocation send = invocation("send", "-f", "elsewhere", "room", "{}");

        assertThat(device(Map.of()).arguments(send)).isEqualTo(send.arguments());
        assertThat(device(Map.of()).defaults(send)).doesNotContainKey("--folder");
    }

    @Test
    void filesOfDevicesWithDotsInTheirNamesAreApart() throws Exception {
        Path token = Path.of(register("acme/sensor").get("--token-file"));
        Path other = Path.of(register("acme/sensor.token").get("--token-file"));

        assertThat(other).isNotEqualTo(token).doesNotExist();
        assertThat(other.getParent()).isNotEqualTo(token).isDirectory();
    }

    private Map<String, String> register(String device) throws Exception {
        return new LocalOperator(layout(), Ports.of(Map.of()))
                .defaults(invocation("register", device));
    }

    private LocalDevice device(Map<String, String> environment) {
        return new LocalDevice(layout(), Ports.of(Map.of()), environment);
    }

    private Layout layout() {
        return new Layout(home, home.resolve("state"));
    }

    private static Invocation invocation(String... arguments) {
        return new Invocation(List.of(arguments));
    }
}
