package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.traffic.RawDevice;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guard forgets every nonce, here and in its changelog. */
@ExtendWith(StackExtension.class)
class StateLossST {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(UTF_8);

    private final DeviceId id = new DeviceId("acme", "forgotten-" + UUID.randomUUID());

    @Test
    void usedNonceStaysUsedAndDevicesAreRefusedForSecondsOnly(Stack stack) throws Exception {
        RawDevice device = new RawDevice(stack, id);
        List<X509Certificate> chain =
                device.enrol(stack.operatorClient().register(id).token().text());
        try (Http own = device.endpoint(chain)) {
            // Given
            String epoch = epoch(own);
            EventId used = EventId.random();
            assertThat(send(device, own, chain, used, epoch + ".0").statusCode()).isEqualTo(201);

            // When
            loseState(stack);
            long started = System.nanoTime();
            var replayed = send(device, own, chain, EventId.random(), epoch + ".0");
            var fresh = send(device, own, chain, EventId.random(), offered(replayed) + ".0");
            Duration refused = Duration.ofNanos(System.nanoTime() - started);

            // Then
            assertThat(replayed.statusCode()).isEqualTo(400);
            assertThat(fresh.statusCode()).isEqualTo(201);
            assertThat(refused).isLessThan(SOON);
            assertThat(send(device, own, chain, EventId.random(), epoch(own) + ".0").statusCode())
                    .isEqualTo(201);
        }
    }

    /**
     * Until then a device that is new to the floor is refused once: other tests do not expect it.
     */
    @AfterAll
    static void letTheFloorPass() throws InterruptedException {
        Thread.sleep(NonceChecker.MOST_AHEAD);
    }

    private static void loseState(Stack stack) throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        ProcessHandle guard = stack.awaitProcess(ServiceName.REPLAY_GUARD);
        signal(guard, "STOP");
        List<ProducerRecord<String, byte[]>> tombstones = new ArrayList<>();
        thief.readAll(
                Topic.REPLAY_WINDOWS,
                record ->
                        tombstones.add(
                                new ProducerRecord<>(
                                        record.topic(), record.partition(), record.key(), null)));
        try (KafkaProducer<String, byte[]> asGuard = thief.writer(ServiceName.REPLAY_GUARD)) {
            for (ProducerRecord<String, byte[]> tombstone : tombstones) {
                asGuard.send(tombstone).get(30, TimeUnit.SECONDS);
            }
        }
        deleteFolder(stack.state().resolve(ServiceName.REPLAY_GUARD.label()));
        signal(guard, "KILL");
        guard.onExit().get(30, TimeUnit.SECONDS);
        stack.awaitReady(ServiceName.REPLAY_GUARD, Duration.ofSeconds(90));
    }

    private static void deleteFolder(Path folder) throws IOException {
        assertThat(folder).isDirectory();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static HttpResponse<byte[]> send(
            RawDevice device, Http own, List<X509Certificate> chain, EventId event, String nonce)
            throws Exception {
        return device.send(own, chain, event, nonce, CONTENT, CONTENT, "Prefer", "wait=12");
    }

    private static String offered(HttpResponse<byte[]> refusal) {
        return refusal.headers().firstValue("Device-Epoch").orElseThrow();
    }

    private static String epoch(Http own) throws Exception {
        return new ObjectMapper().readTree(own.get("/v1/epoch").body()).path("epoch").asText();
    }

    private static void signal(ProcessHandle process, String name) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        assertThat(exit).isZero();
    }
}
