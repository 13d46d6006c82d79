package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.identity.TlsProbe;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets no answer from Vault, not even about its health. */
class VaultDoorTest {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final SpiffeId CLIENT = new SpiffeId("sealstream.local", ServiceName.VAULT_KEYS);
    private static final SpiffeId SERVER = new SpiffeId("sealstream.local", ServiceName.VAULT);
    private static final byte[] HEALTH =
            "GET /v1/sys/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    void intrudersGetNoAnswer(@TempDir Path folder) throws Exception {
        // Given
        TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
        authority.issue(SERVER, LIFE).writeTo(folder.resolve("server"));
        try (VaultServer server =
                VaultServer.start(
                        folder.resolve("state"),
                        folder.resolve("server"),
                        0,
                        InstantSource.system())) {
            TlsProbe probe = new TlsProbe(server.port(), HEALTH);

            // When, Then
            assertThat(
                            probe.answered(
                                    TlsProbe.context(
                                            authority.issue(CLIENT, LIFE),
                                            List.of(authority.certificate()),
                                            SERVER)))
                    .as("a service")
                    .isTrue();
            TlsProbe.intruders(authority, CLIENT, ServiceName.VAULT)
                    .forEach((what, tls) -> assertThat(probe.answered(tls)).as(what).isFalse());
        }
    }
}
