package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.identity.TlsProbe;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who gets no answer from the broker, at either of its ports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerDoorTest {
    private static final SpiffeId CLIENT = new SpiffeId(RunningBroker.DOMAIN, ServiceName.INGEST);

    /** ApiVersions, version 0: the request that every client sends first. */
    private static final byte[] API_VERSIONS =
            ByteBuffer.allocate(14)
                    .putInt(10)
                    .putShort((short) 18)
                    .putShort((short) 0)
                    .putInt(1)
                    .putShort((short) -1)
                    .array();

    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
        SSLContext known =
                TlsProbe.context(
                        broker.authority().issue(CLIENT, Duration.ofHours(1)),
                        List.of(broker.authority().certificate()),
                        new SpiffeId(RunningBroker.DOMAIN, ServiceName.BROKER));
        TlsProbe probe = new TlsProbe(broker.port(), API_VERSIONS);
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!probe.answered(known)) {
            assertThat(System.nanoTime()).as("the broker is up in time").isLessThan(end);
            Thread.sleep(200);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void intrudersGetNoAnswerAtAnyPort() throws Exception {
        Map<String, SSLContext> intruders =
                TlsProbe.intruders(broker.authority(), CLIENT, ServiceName.BROKER);

        intruders.forEach((what, tls) -> {
            assertThat(new TlsProbe(broker.port(), API_VERSIONS).answered(tls)).as(what).isFalse();
            assertThat(new TlsProbe(broker.controllerPort(), API_VERSIONS).answered(tls))
                    .as(what + ", controller")
                    .isFalse();
        });
    }
}
