package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.faults.Stopped;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.RawDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker that holds its connections and does not answer. */
@ExtendWith(StackExtension.class)
class FrozenBrokerST {
    private static final Duration SILENCE_NOTICED = Duration.ofSeconds(30);
    private static final Duration RECOVERED = Duration.ofSeconds(60);

    @Test
    void nobodyIsBelievedActiveWhileRevocationsCannotBeHeard(Stack stack, @TempDir Path folder)
            throws Exception {
        DeviceId id = new DeviceId("acme", "frozen-" + UUID.randomUUID());
        RawDevice device = new RawDevice(stack, id);
        String token = stack.operatorClient().register(id).token().text();
        ProcessHandle broker = stack.awaitProcess(ServiceName.BROKER);
        try (Http endpoint = device.endpoint(device.enrol(token));
                Fleet fleet = new Fleet(stack, folder)) {
            DeviceClient honest =
                    fleet.enrol(
                            new DeviceId("acme", "waits-" + UUID.randomUUID()), KeyType.P256, 10);
            awaitEpoch(endpoint, 200, RECOVERED);

            // When
            try (Stopped _ = new Stopped(broker)) {
                awaitEpoch(endpoint, 503, SILENCE_NOTICED);
            }

            // Then
            awaitEpoch(endpoint, 200, RECOVERED);
            stack.awaitReady(ServiceName.INGEST, RECOVERED);
            stack.awaitReady(ServiceName.REPLAY_GUARD, RECOVERED);
            var event = OutgoingEvent.of("climate", "application/json", "{}".getBytes(UTF_8));
            assertThat(honest.send(event).join()).isInstanceOf(SendResult.Stored.class);
        }
    }

    private static void awaitEpoch(Http endpoint, int status, Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (endpoint.get("/v1/epoch").statusCode() != status) {
            assertThat(System.nanoTime()).as("epoch answered with %s", status).isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
