package io.sealstream.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.testkit.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceClientTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");
    private static final DeviceClient.Options QUICK =
            new DeviceClient.Options(8, 5, Duration.ofSeconds(8));
    private static final String SECRET = "the very secret reading";

    @TempDir Path temporary;
    private final TestPki pki = new TestPki();
    private IngestServer ingest;
    private Path folder;

    @BeforeEach
    void startTheServer() throws Exception {
        ingest = new IngestServer(pki, DEVICE);
        folder = temporary.resolve("device");
        Files.writeString(temporary.resolve("root.pem"), Pem.write(List.of(pki.root())));
    }

    @AfterEach
    void stopTheServer() {
        ingest.close();
    }

    @ParameterizedTest
    @EnumSource
    void enrolledDeviceSendsAndItsOutboxEndsEmpty(KeyType type) throws Exception {
        enrol(type);
        try (DeviceClient client = open(QUICK)) {
            // When
            List<SendResult> results =
                    Stream.generate(this::event).limit(50).map(client::send).toList().stream()
                            .map(sending -> sending.orTimeout(20, TimeUnit.SECONDS).join())
                            .toList();
            // Then
            assertThat(results).allMatch(SendResult.Stored.class::isInstance);
            assertThat(ingest.stored).hasSize(50);
            assertThat(client.status().waiting()).isZero();
            assertThat(client.status().ingestReachable()).isTrue();
        }
    }

    @Test
    void keyFileIsEncryptedAndOnlyTheOwnerReadsTheFolder() throws Exception {
        enrol(KeyType.P256);
        assertThat(Files.readString(folder.resolve("key.p8")))
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("key.p8"))))
                .isEqualTo("rw-------");
        Passphrase wrong = Passphrase.takeCopyOf("another passphrase".toCharArray());
        assertThatThrownBy(() -> DeviceClient.open(folder, wrong))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("wrong passphrase");
    }

    @Test
    void wrongTokenAndForeignRootAreRefused() throws Exception {
        String wrong = EnrolmentKey.newToken();
        assertThatThrownBy(() -> enrol(KeyType.P256, wrong, temporary.resolve("root.pem")))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("403");
        Path foreign = temporary.resolve("foreign.pem");
        Files.writeString(foreign, Pem.write(List.of(new TestPki().root())));
        assertThatThrownBy(() -> enrol(KeyType.P256, IngestServer.TOKEN, foreign))
                .isInstanceOf(DeviceException.class);
        assertThat(folder.resolve("cert.pem")).doesNotExist();
    }

    @Test
    void refusedNonceIsTriedOnceMoreWithTheOfferedEpoch() throws Exception {
        enrol(KeyType.P256);
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.send(event()).get()).isInstanceOf(SendResult.Stored.class);
            ingest.forgetEpochs();
            // When
            SendResult result = client.send(event()).get();
            // Then
            assertThat(result).isInstanceOf(SendResult.Stored.class);
            assertThat(ingest.refusedNonces).hasValue(1);
        }
    }

    @Test
    void whatIsOverIsSignedAnewOnceAndThenKeptWithAReason() throws Exception {
        enrol(KeyType.P256);
        try (DeviceClient client = open(QUICK)) {
            refuse(Problem.SIGNATURE_EXPIRED, 1);
            assertThat(client.send(event()).get()).isInstanceOf(SendResult.Stored.class);
            for (Problem problem : List.of(Problem.SIGNATURE_EXPIRED, Problem.BAD_NONCE)) {
                refuse(problem, 2);
                // When
                SendResult result = client.send(event()).get();
                // Then
                assertThat(((SendResult.Kept) result).why())
                        .contains(problem == Problem.BAD_NONCE ? "two senders" : "the time");
            }
            assertThat(client.status().waiting()).isEqualTo(2);
        }
    }

    private void refuse(Problem problem, int times) {
        for (int i = 0; i < times; i++) {
            ingest.nextAnswers.add(exchange -> IngestServer.problem(exchange, problem));
        }
    }

    @Test
    void busyServerIsAskedAgainAndPendingReceiptIsFollowed() throws Exception {
        enrol(KeyType.P256);
        ingest.nextAnswers.add(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "0");
            IngestServer.problem(exchange, Problem.UNAVAILABLE);
        });
        OutgoingEvent event = event();
        ingest.nextAnswers.add(exchange -> {
            IngestServer.json(exchange, 202, Map.of("state", "pending"));
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(700);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ingest.stored.put(event.id().toString(), event.content());
            });
        });
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.send(event).get()).isInstanceOf(SendResult.Stored.class);
            assertThat(ingest.requests).hasValue(2);
            assertThat(client.status().waiting()).isZero();
            assertThat(ingest.receipts)
                    .isNotEmpty()
                    .allMatch(uri -> uri.matches("/v1/receipts/" + event.id() + "\\?signed=.{43}"));
        }
    }

    @Test
    void eventUnderWhoseIdAnotherIsStoredIsKeptAside() throws Exception {
        enrol(KeyType.P256);
        OutgoingEvent first = event();
        OutgoingEvent otherContent =
                new OutgoingEvent(first.id(), first.stream(), first.contentType(), new byte[] {1});
        OutgoingEvent otherType =
                new OutgoingEvent(first.id(), first.stream(), "text/csv", first.content());
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.send(first).get()).isInstanceOf(SendResult.Stored.class);
            for (OutgoingEvent other : List.of(otherContent, otherType)) {
                ingest.nextAnswers.add(
                        exchange -> IngestServer.json(exchange, 202, Map.of("state", "pending")));
                // When
                SendResult result = client.send(other).get();
                // Then
                assertThat(result).isEqualTo(new SendResult.Rejected(first.id(), "event-conflict"));
            }
            assertThat(client.status().rejected()).isEqualTo(2);
            assertThat(client.status().waiting()).isZero();
        }
    }

    @Test
    void eventThatWasNotAcknowledgedSurvivesACrashWithoutPlaintext() throws Exception {
        // Given
        enrol(KeyType.ED25519);
        ingest.nextAnswers.add(exchange -> IngestServer.problem(exchange, Problem.UNAUTHENTICATED));
        OutgoingEvent event = event();
        DeviceClient crashing = open(QUICK);
        assertThat(crashing.send(event).get()).isInstanceOf(SendResult.Kept.class);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain(SECRET);
            }
        }
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.status().waiting()).isEqualTo(1);
            // When
            List<SendResult> results = new ArrayList<>();
            client.sendWaiting(sending -> results.add(sending.join()), line -> {});
            SendResult result = results.getFirst();
            // Then
            assertThat(result).isInstanceOf(SendResult.Stored.class);
            assertThat(ingest.stored.get(event.id().toString())).isEqualTo(event.content());
            assertThat(client.status().waiting()).isZero();
        }
    }

    @Test
    void rejectedEventIsKeptAsideAndReported() throws Exception {
        enrol(KeyType.P256);
        ingest.nextAnswers.add(exchange -> IngestServer.problem(exchange, Problem.EVENT_CONFLICT));
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.send(event()).get())
                    .asInstanceOf(
                            org.assertj.core.api.InstanceOfAssertFactories.type(
                                    SendResult.Rejected.class))
                    .returns("event-conflict", SendResult.Rejected::reason);
            assertThat(client.status().rejected()).isEqualTo(1);
            assertThat(client.status().waiting()).isZero();
        }
    }

    @Test
    void renewedCertificateAndNewKeyAreUsedAtOnceAndAfterReopening() throws Exception {
        enrol(KeyType.P256);
        try (DeviceClient client = open(QUICK)) {
            String before = client.status().keyId().value();
            ingest.est.notAfter = ingest.est.notAfter.plusSeconds(3600);
            client.renew(passphrase());
            assertThat(client.status().keyId().value()).isEqualTo(before);
            client.renewWithNewKey(passphrase(), KeyType.ED25519);
            assertThat(client.status().keyId().value()).isNotEqualTo(before);
            OutgoingEvent event = event();
            assertThat(client.send(event).get()).isInstanceOf(SendResult.Stored.class);
            assertThat(ingest.senders)
                    .hasEntrySatisfying(
                            event.id().toString(),
                            sender ->
                                    assertThat(sender.getNotAfter().toInstant())
                                            .isEqualTo(client.status().certificateExpires()));
        }
        try (DeviceClient client = open(QUICK)) {
            assertThat(client.send(event()).get()).isInstanceOf(SendResult.Stored.class);
        }
    }

    @Test
    void renewalWhoseAnswerWasLostAsksForTheSameKeyAgainAndTheOutboxStaysReadable()
            throws Exception {
        // Given
        enrol(KeyType.P256);
        OutgoingEvent event = event();
        ingest.est.losesNextAnswer = true;
        try (DeviceClient client = open(QUICK)) {
            client.keep(event);
            assertThatThrownBy(() -> client.renewWithNewKey(passphrase(), KeyType.P256))
                    .hasMessageContaining("renewal failed");
            assertThat(folder.resolve("new-key.p8")).exists();
            // When
            client.renewWithNewKey(passphrase(), KeyType.P256);
            client.renewWithNewKey(passphrase(), KeyType.P256);
        }
        // Then
        assertThat(ingest.est.renewed).hasSize(3);
        assertThat(ingest.est.renewed.get(1)).isEqualTo(ingest.est.renewed.get(0));
        assertThat(ingest.est.renewed.get(2)).isNotEqualTo(ingest.est.renewed.get(1));
        assertThat(folder.resolve("new-key.p8")).doesNotExist();
        try (DeviceClient client = open(QUICK)) {
            client.sendWaiting(sending -> sending.join(), line -> {});
            assertThat(ingest.stored).containsKey(event.id().toString());
        }
    }

    @Test
    void interruptedReplacementOfTheKeyIsFinishedOrForgotten() throws Exception {
        enrol(KeyType.P256);
        // A crash before the new certificate was written
        Files.writeString(folder.resolve("key.p8.next"), "half");
        open(QUICK).close();
        assertThat(folder.resolve("key.p8.next")).doesNotExist();
        // A crash between the two renames
        Files.move(folder.resolve("cert.pem"), folder.resolve("cert.pem.next"));
        open(QUICK).close();
        assertThat(folder.resolve("cert.pem")).exists();
    }

    @Test
    void replayedAndTamperedRequestsAreSeenByTheServer() throws Exception {
        enrol(KeyType.P256);
        try (DeviceClient client = open(QUICK)) {
            SignedEvent signed = client.prepare(event());
            assertThat(client.transmit(signed).status()).isEqualTo(201);
            assertThat(client.transmit(signed).status()).isEqualTo(200);
            assertThat(client.transmit(signed.withBody(new byte[1])).problem())
                    .contains(Problem.DIGEST_MISMATCH);
            assertThat(client.transmit(signed.withPath("/v1/streams/other")).problem())
                    .contains(Problem.BAD_SIGNATURE);
            assertThat(client.transmit(signed.with("Content-Type", "a/b")).problem())
                    .contains(Problem.BAD_SIGNATURE);
            assertThat(ingest.stored).hasSize(1);
        }
    }

    private void enrol(KeyType type) {
        enrol(type, IngestServer.TOKEN, temporary.resolve("root.pem"));
    }

    private void enrol(KeyType type, String token, Path root) {
        var config = new DeviceConfig(ingest.uri(), "acme", "sensor-1", "sealstream.local");
        DeviceClient.enrol(folder, passphrase(), new Enrolment(config, root, token, type));
    }

    private DeviceClient open(DeviceClient.Options options) {
        return DeviceClient.open(folder, passphrase(), options);
    }

    private static Passphrase passphrase() {
        return Passphrase.takeCopyOf("correct horse battery".toCharArray());
    }

    private OutgoingEvent event() {
        return OutgoingEvent.of("temperature", "text/plain", SECRET.getBytes(UTF_8));
    }
}
