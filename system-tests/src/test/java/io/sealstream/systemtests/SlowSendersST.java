package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.RawDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Devices that begin requests and do not end them take nothing from the others. */
@ExtendWith(StackExtension.class)
class SlowSendersST {
    private static final int HALF_OPEN = 2000;
    private static final int IDLE = 300;
    private static final int SLOW = 40;
    private static final int EVENTS = 150;

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void unfinishedRequestsHoldNobodyUp(Stack stack, @TempDir Path folder) throws Exception {
        DeviceId id = new DeviceId("acme", "slow-" + UUID.randomUUID());
        RawDevice hostile = new RawDevice(stack, id);
        String token = stack.operatorClient().register(id).token().text();
        SSLSocketFactory connections = hostile.tls(hostile.enrol(token)).getSocketFactory();
        URI endpoint = stack.url(Listener.INGEST);
        ProcessHandle ingest = stack.awaitProcess(ServiceName.INGEST);
        AtomicBoolean over = new AtomicBoolean();
        try (Fleet fleet = new Fleet(stack, folder)) {
            DeviceClient honest =
                    fleet.enrol(
                            new DeviceId("acme", "prompt-" + UUID.randomUUID()), KeyType.P256, 10);
            // Given
            for (int i = 0; i < IDLE; i++) {
                open(connections, endpoint);
            }
            for (int i = 0; i < HALF_OPEN; i++) {
                begin(open(connections, endpoint));
            }
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                slow.add(begin(open(connections, endpoint)));
            }
            Thread dripping = Thread.ofVirtual().start(() -> drip(slow, over));

            // When
            List<Duration> took = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                took.add(accepted(honest));
            }

            // Then
            Collections.sort(took);
            System.out.printf(
                    "beside %d half-open, %d idle and %d slow: p50 %d ms, p99 %d ms%n",
                    HALF_OPEN,
                    IDLE,
                    SLOW,
                    took.get(EVENTS / 2).toMillis(),
                    took.get(EVENTS * 99 / 100).toMillis());
            assertThat(took.get(EVENTS * 99 / 100)).isLessThan(Duration.ofSeconds(1));
            assertThat(answerOf(slow.getFirst())).startsWith("HTTP/1.1 408 ");
            over.set(true);
            dripping.join();
            assertThat(stack.awaitProcess(ServiceName.INGEST).pid()).isEqualTo(ingest.pid());
        } finally {
            over.set(true);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket open(SSLSocketFactory connections, URI endpoint) throws IOException {
        Socket socket = connections.createSocket(endpoint.getHost(), endpoint.getPort());
        sockets.add(socket);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().flush();
        ((javax.net.ssl.SSLSocket) socket).startHandshake();
        return socket;
    }

    /** Sends the head of a request and the first byte of a long body. */
    private static Socket begin(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("POST /v1/streams/climate HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 200000\r\n\r\n{")
                        .getBytes(US_ASCII));
        out.flush();
        return socket;
    }

    private static void drip(List<Socket> slow, AtomicBoolean over) {
        while (!over.get()) {
            for (Socket socket : slow) {
                try {
                    socket.getOutputStream().write(' ');
                } catch (IOException e) {
                    // The endpoint has had enough of it.
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String answerOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(64), UTF_8);
    }

    private static Duration accepted(DeviceClient device) {
        long started = System.nanoTime();
        var event = OutgoingEvent.of("climate", "application/json", "{\"t\":21.5}".getBytes(UTF_8));
        assertThat(device.send(event).join()).isInstanceOf(SendResult.Stored.class);
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
