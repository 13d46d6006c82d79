package io.sealstream.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.testkit.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        ingest.est.losesNextAnswer = true;
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
        ingest.est.losesNextAnswer = true;
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceThatWasAwayTooLongEnrolsAgainInItsFolderAndSendsItsOutbox(boolean newKey)
            throws Exception {
        // Given
        ingest.est.notAfter = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        enrol(KeyType.ED25519, "correct horse battery");
        OutgoingEvent event = OutgoingEvent.of("room", "text/plain", new byte[] {1});
        String before;
        try (DeviceClient client = open()) {
            before = client.status().keyId().value();
            client.keep(event);
            Thread.sleep(Duration.between(Instant.now(), ingest.est.notAfter).plusMillis(1100));
            assertThat(client.send(event).get())
                    .asInstanceOf(type(SendResult.Kept.class))
                    .extracting(SendResult.Kept::why)
                    .asString()
                    .contains("certificate has expired: enrol again");
            assertThatThrownBy(() -> client.renew(passphrase("correct horse battery")))
                    .hasMessageContaining("enrol again");
        }
        // When
        ingest.est.notAfter = Instant.now().plus(Duration.ofHours(1));
        ingest.est.usedWith = null;
        ingest.est.token = EnrolmentKey.newToken();
        enrol("sensor-1", KeyType.P256, newKey);
        // Then
        try (DeviceClient client = open()) {
            assertThat(client.status().keyId().value().equals(before)).isEqualTo(!newKey);
            client.sendWaiting(
                    sending -> assertThat(sending.join()).isInstanceOf(SendResult.Stored.class),
                    line -> {});
            assertThat(client.status().waiting()).isZero();
        }
        assertThat(ingest.stored).containsKey(event.id().toString());
        assertThatThrownBy(() -> enrol("sensor-2", KeyType.P256, false))
                .hasMessageContaining("another device is enrolled");
    }

    @Test
    void whatIsNoTokenIsSaidBeforeAnythingIsDone() {
        ingest.est.token = "one-time-token";
        assertThatThrownBy(() -> enrol(KeyType.P256, "correct horse battery"))
                .hasMessageContaining("43 characters");
        assertThat(folder).doesNotExist();
    }

    private DeviceClient open() {
        return DeviceClient.open(
                folder,
                passphrase("correct horse battery"),
                new DeviceClient.Options(1, 1, Duration.ofMillis(10)));
    }

    private void enrol(KeyType type, String secret) {
        var config = new DeviceConfig(ingest.uri(), "acme", "sensor-1", "sealstream.local");
        Enrolment enrolment = new Enrolment(config, root, ingest.est.token, type);
        DeviceClient.enrol(folder, passphrase(secret), enrolment);
    }

    private void enrol(String device, KeyType type, boolean newKey) {
        var config = new DeviceConfig(ingest.uri(), "acme", device, "sealstream.local");
        Enrolment enrolment = new Enrolment(config, root, ingest.est.token, type, newKey);
        DeviceClient.enrol(folder, passphrase("correct horse battery"), enrolment);
    }

    private static Passphrase passphrase(String secret) {
        return Passphrase.takeCopyOf(secret.toCharArray());
    }
}
