package io.sealstream.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.operator.OperatorException.Reason;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.testkit.TestPki;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorClientTest {
    private static final OperatorId OPERATOR = new OperatorId("alice");
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    @TempDir Path folder;
    private final TestPki pki = new TestPki();
    private VaultKeysServer server;
    private OperatorClient client;

    @BeforeEach
    void open() throws Exception {
        server = new VaultKeysServer(pki, ServiceName.VAULT_KEYS);
        Path identity = VaultKeysServer.identity(pki, OPERATOR, folder.resolve("alice"));
        client = OperatorClient.open(identity, server.uri());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void registeredDeviceCanBeInvitedAgainAndRevoked() {
        // When
        Invitation first = client.register(DEVICE);
        Invitation second = client.newToken(DEVICE);
        DeviceState.Status before = client.device(DEVICE).status();
        DeviceState.Status after = client.revoke(DEVICE).status();

        // Then
        assertThat(first.device()).isEqualTo(DEVICE);
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(second.token().text()).isEqualTo(server.token(DEVICE));
        assertThat(before).isEqualTo(DeviceState.Status.REGISTERED);
        assertThat(after).isEqualTo(DeviceState.Status.REVOKED);
    }

    @Test
    void everyDeviceOfATenantIsListedInOrderAcrossPages() {
        // Given
        for (int i = 0; i < 501; i++) {
            client.register(new DeviceId("acme", "sensor-%04d".formatted(i)));
        }
        client.register(new DeviceId("globex", "pump"));

        // When
        List<String> names = new ArrayList<>();
        client.devices("acme", device -> names.add(device.device()));

        // Then
        assertThat(names).hasSize(501).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tokenIsInNoText() {
        Invitation invitation = client.register(DEVICE);

        assertThat(invitation.toString()).doesNotContain(invitation.token().text());
    }

    @Test
    void everyRefusalHasAStableReason() {
        client.register(DEVICE);
        DeviceId unknown = new DeviceId("acme", "nobody");

        assertReason(Reason.ALREADY_EXISTS, () -> client.register(DEVICE));
        assertReason(Reason.NOT_FOUND, () -> client.device(unknown));
        assertReason(Reason.NOT_FOUND, () -> client.revoke(unknown));
        client.revoke(DEVICE);
        assertReason(Reason.REFUSED, () -> client.newToken(DEVICE));
        server.trouble = Optional.of(Problem.UNAVAILABLE);
        assertReason(Reason.UNAVAILABLE, () -> client.device(DEVICE));
        server.trouble = Optional.of(Problem.INTERNAL);
        assertReason(Reason.FAILED, () -> client.device(DEVICE));
    }

    @Test
    void tenantThatIsNoNameIsNotSent() {
        assertThatThrownBy(() -> client.page("acme/devices/x/revocation?", null, 1))
                .isInstanceOf(InvalidIdentifierException.class);
    }

    @Test
    void endpointThatIsNotThereIsUnavailable() throws Exception {
        server.close();

        assertReason(Reason.UNAVAILABLE, () -> client.device(DEVICE));
    }

    @Test
    void anotherServiceOfThePlatformGetsNoRequest() throws Exception {
        // Given
        try (VaultKeysServer storage = new VaultKeysServer(pki, ServiceName.STORAGE);
                OperatorClient misled =
                        OperatorClient.open(folder.resolve("alice"), storage.uri())) {
            // Then
            assertReason(Reason.REFUSED, () -> misled.register(DEVICE));
            assertThat(storage.token(DEVICE)).isEqualTo("none");
        }
    }

    @Test
    void identityOfAnotherAuthorityIsRefused() throws Exception {
        // Given
        TestPki other = new TestPki();
        Path forged = VaultKeysServer.identity(other, OPERATOR, folder.resolve("forged"));
        java.nio.file.Files.copy(
                folder.resolve("alice/root.pem"),
                forged.resolve("root.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        // Then
        try (OperatorClient stranger = OperatorClient.open(forged, server.uri())) {
            // Which of the two depends on whether the server's alert or its end arrives first.
            assertThatThrownBy(() -> stranger.register(DEVICE))
                    .isInstanceOfSatisfying(
                            OperatorException.class,
                            e -> assertThat(e.reason()).isIn(Reason.REFUSED, Reason.UNAVAILABLE));
            assertThat(server.token(DEVICE)).isEqualTo("none");
        }
    }

    @Test
    void onlyTheIdentityOfAnOperatorIsUsed() throws Exception {
        Path reader =
                VaultKeysServer.identity(
                        pki, new ReaderId("acme", "dashboard"), folder.resolve("reader"));

        assertReason(Reason.FAILED, () -> OperatorClient.open(reader, server.uri()));
        assertReason(
                Reason.FAILED, () -> OperatorClient.open(folder.resolve("none"), server.uri()));
        assertReason(
                Reason.FAILED,
                () -> OperatorClient.open(folder.resolve("alice"), URI.create("http://localhost")));
    }

    private static void assertReason(Reason reason, ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .isInstanceOfSatisfying(
                        OperatorException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }
}
