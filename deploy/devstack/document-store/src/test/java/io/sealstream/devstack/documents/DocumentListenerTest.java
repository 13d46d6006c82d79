package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.identity.TlsProbe;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets no answer from the document store. */
class DocumentListenerTest {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final SpiffeId CLIENT = new SpiffeId("sealstream.local", ServiceName.STORAGE);
    private static final SpiffeId SERVER =
            new SpiffeId("sealstream.local", ServiceName.DOCUMENT_STORE);

    /** {@code {isMaster: 1}} to {@code admin.$cmd} as OP_QUERY, the first thing drivers say. */
    private static byte[] hello() {
        return ByteBuffer.allocate(58)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(58)
                .putInt(1)
                .putInt(0)
                .putInt(2004)
                .putInt(0)
                .put("admin.$cmd\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(-1)
                .putInt(19)
                .put((byte) 0x10)
                .put("isMaster\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .put((byte) 0)
                .array();
    }

    @Test
    void intrudersGetNoAnswer(@TempDir Path folder) throws Exception {
        // Given
        TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
        authority.issue(SERVER, LIFE).writeTo(folder.resolve("server"));
        try (DocumentServer server =
                DocumentServer.start(folder.resolve("data"), folder.resolve("server"), 0, 0)) {
            TlsProbe probe = new TlsProbe(server.port(), hello());

            // When, Then
            assertThat(
                            probe.answered(
                                    TlsProbe.context(
                                            authority.issue(CLIENT, LIFE),
                                            List.of(authority.certificate()),
                                            SERVER)))
                    .as("the owner of a database")
                    .isTrue();
            TlsProbe.intruders(authority, CLIENT, ServiceName.DOCUMENT_STORE)
                    .forEach((what, tls) -> assertThat(probe.answered(tls)).as(what).isFalse());
        }
    }
}
