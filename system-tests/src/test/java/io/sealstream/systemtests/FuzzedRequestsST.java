package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.RandomChoices;
import io.sealstream.fuzzing.requests.RequestBytes;
import io.sealstream.protocol.DeviceId;
import io.sealstream.systemtests.fuzz.Bystander;
import io.sealstream.systemtests.fuzz.Callers;
import io.sealstream.systemtests.fuzz.Callers.Caller;
import io.sealstream.systemtests.fuzz.Sender;
import io.sealstream.systemtests.fuzz.Tally;
import io.sealstream.systemtests.record.Seed;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.Hands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are almost right, at every listener that speaks HTTP and from everybody who may
 * call it. {@code -Dsealstream.fuzz.seconds} runs it for longer.
 */
class FuzzedRequestsST {
    private static final int SECONDS = Integer.getInteger("sealstream.fuzz.seconds", 40);
    private static final int DEVICES = 4;

    /** Caches and compiled regular expressions, not a share of a hundred thousand requests. */
    private static final long HEAP_MARGIN = 16 << 20;

    @Test
    void noneIsAnsweredWithAnErrorOfOursOrLeavesAnythingBehind(@TempDir Path folder)
            throws Exception {
        // Given: a stack of its own, since rates and limits by source are spent here.
        try (Stack stack = Stack.stopped("fuzzed")) {
            stack.up();
            List<Caller> callers = new Callers(stack).all(DEVICES);
            Tally tally = new Tally();
            send(callers, tally, SECONDS / 4 + 1); // Classes are loaded, caches filled.
            Map<Listener, Bystander> watched = new EnumMap<>(Listener.class);
            for (Caller caller : callers) {
                if (!watched.containsKey(caller.listener())) {
                    watched.put(caller.listener(), Bystander.watch(stack, caller.listener()));
                }
            }

            // When
            send(callers, tally, SECONDS);

            // Then
            System.out.println(tally);
            assertThat(tally.unacceptable()).isEmpty();
            for (Bystander process : watched.values()) {
                assertThat(process.isAlive()).as("%s lives", process).isTrue();
                assertThat(process.tracesSince()).as("log of %s", process).isEmpty();
                assertThat(process.filesGrown()).as("files of %s", process).isLessThan(20);
                assertThat(process.heapGrown()).as("heap of %s", process).isLessThan(HEAP_MARGIN);
            }
            honestEventsStillPass(stack, folder);
        }
    }

    private static void send(List<Caller> callers, Tally tally, int seconds) throws Exception {
        Hands hands = new Hands();
        for (Caller caller : callers) {
            Choices choices = new RandomChoices(Seed.next());
            Sender sender = new Sender(caller.connections(), caller.port());
            hands.keepDoing(() -> {
                RequestBytes request = choices.pick(caller.requests()).edited(choices);
                tally.add(caller.listener(), request, sender.send(request));
            });
        }
        TimeUnit.SECONDS.sleep(seconds);
        hands.stop();
    }

    private static void honestEventsStillPass(Stack stack, Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder)) {
            DeviceId id = new DeviceId("acme", "honest-" + UUID.randomUUID());
            DeviceClient honest = fleet.enrol(id, KeyType.P256, 10);
            byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
            var event = OutgoingEvent.of("climate", "application/json", content);
            assertThat(honest.send(event).join()).isInstanceOf(SendResult.Stored.class);
        }
    }
}
