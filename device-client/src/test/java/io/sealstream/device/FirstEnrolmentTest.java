package io.sealstream.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.testkit.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the one-time token when something goes wrong. */
class FirstEnrolmentTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    @TempDir Path temporary;
    private final TestPki pki = new TestPki();
    private IngestServer ingest;
    private Path folder;
    private Path root;

    @BeforeEach
    void startTheServer() throws Exception {
        ingest = new IngestServer(pki, DEVICE);
        folder = temporary.resolve("device");
        root = temporary.resolve("root.pem");
        Files.writeString(root, Pem.write(List.of(pki.root())));
    }

    @AfterEach
    void stopTheServer() {
        ingest.close();
    }

    @ParameterizedTest
    @EnumSource
    void deviceWhoseAnswerWasLostEnrolsWithTheSameKeyAndToken(KeyType type) {
        // Given
        ingest.est.losesNextEnrolment = true;
        assertThatThrownBy(() -> enrol(type, "correct horse battery"))
                .isInstanceOf(DeviceException.class);
        assertThat(ingest.est.usedWith).isNotNull();
        assertThatThrownBy(() -> DeviceClient.open(folder, passphrase("correct horse battery")))
                .hasMessageContaining("no device is enrolled");
        // When
        enrol(type, "correct horse battery");
        // Then
        assertThat(ingest.est.enrolments).hasValue(2);
        try (DeviceClient client = DeviceClient.open(folder, passphrase("correct horse battery"))) {
            assertThat(client.status().ingestReachable()).isTrue();
        }
    }

    @Test
    void keyOfAnAttemptBeforeIsNotReplacedByAnother() throws Exception {
        // Given
        ingest.est.losesNextEnrolment = true;
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"));
        String kept = Files.readString(folder.resolve("key.p8"));
        assertThat(kept).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        // When, Then
        assertThatThrownBy(() -> enrol(KeyType.ED25519, "correct horse battery"))
                .hasMessageContaining("of another kind");
        assertThatThrownBy(() -> enrol(KeyType.P256, "another passphrase"))
                .hasMessageContaining("wrong passphrase");
        assertThat(folder.resolve("key.p8")).hasContent(kept);
        assertThat(ingest.est.enrolments).hasValue(1);
    }

    @Test
    void folderThatCannotBeWrittenAndRootThatCannotBeReadDoNotCostTheToken() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("root.pem").resolve("x"));
        // When, Then
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"))
                .isInstanceOf(DeviceException.class);
        Files.writeString(root, "no certificate");
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"))
                .isInstanceOf(DeviceException.class);
        Files.delete(root);
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"))
                .isInstanceOf(DeviceException.class);
        assertThat(ingest.est.enrolments).hasValue(0);
    }

    @Test
    void certificateThatIsNotValidYetIsBlamedOnTheClock() {
        // Given: issued certificates are valid from three days before their end
        ingest.est.notAfter = Instant.now().plus(Duration.ofDays(4));
        // When, Then
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("the clock of this device says");
        ingest.est.notAfter = Instant.now().plus(Duration.ofHours(1));
        enrol(KeyType.P256, "correct horse battery");
    }

    private void enrol(KeyType type, String secret) {
        var config = new DeviceConfig(ingest.uri(), "acme", "sensor-1", "sealstream.local");
        Enrolment enrolment = new Enrolment(config, root, IngestServer.TOKEN, type);
        DeviceClient.enrol(folder, passphrase(secret), enrolment);
    }

    private static Passphrase passphrase(String secret) {
        return Passphrase.takeCopyOf(secret.toCharArray());
    }
}
