package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.reader.EventHandler;
import io.sealstream.reader.EventQuery;
import io.sealstream.reader.Position;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.StreamAddress;
import io.sealstream.reader.UnreadableEvent;
import io.sealstream.reader.VerifiedEvent;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What readers may rely on, whatever they ask for and whatever is stored. */
@ExtendWith(StackExtension.class)
class ReadsST {
    private static final int LARGE = 250_000;
    private static final int MANY = 160;

    private final DeviceId id = new DeviceId("acme", "read-" + UUID.randomUUID());
    private final StreamAddress stream = StreamAddress.of(id.tenant(), id.device(), "climate");
    private Stack stack;

    @BeforeEach
    void use(Stack started) {
        stack = started;
    }

    @Test
    void oneDamagedEventKeepsNoOtherFromItsReaders(@TempDir Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder);
                StolenDatabase database = new StolenDatabase(stack);
                ReaderClient reader = reader()) {
            // Given
            DeviceClient device = fleet.enrol(id, KeyType.P256, 20);
            List<EventId> sent = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                sent.add(send(device, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8)));
            }
            database.change(id, sent.get(1), "sealed", new byte[] {1});
            database.change(id, sent.get(3), "contentType", "text/plain");
            database.change(id, sent.get(4), "evidence", "none");

            // When
            Collected exported = new Collected();
            reader.export(EventQuery.all(stream), exported);

            // Then
            assertThat(exported.read)
                    .allMatch(VerifiedEvent::isVerified)
                    .extracting(event -> event.event().id())
                    .containsExactly(sent.get(0), sent.get(2), sent.get(5));
            assertThat(exported.unreadable)
                    .allMatch(event -> event.problem().equals("wrong-ciphertext"))
                    .extracting(event -> event.id().orElseThrow())
                    .containsExactly(sent.get(1), sent.get(3), sent.get(4));
            assertThat(reader.event(stream, sent.get(2)).isVerified()).isTrue();
            assertThatThrownBy(() -> reader.event(stream, sent.get(3)))
                    .isInstanceOf(ReaderException.class)
                    .hasMessage("storage refused: 500 wrong-ciphertext");
        }
    }

    private static final class Collected implements EventHandler {
        private final List<VerifiedEvent> read = new ArrayList<>();
        private final List<UnreadableEvent> unreadable = new ArrayList<>();

        @Override
        public void event(VerifiedEvent event) {
            read.add(event);
        }

        @Override
        public void unreadable(UnreadableEvent event) {
            unreadable.add(event);
        }
    }

    @Test
    void readersOfMuchAndSlowReadersDoNotExhaustStorage(@TempDir Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder)) {
            // Given
            DeviceClient device = fleet.enrol(id, KeyType.P256, 20);
            byte[] content = new byte[LARGE];
            Arrays.fill(content, (byte) 'x');
            for (int i = 0; i < MANY; i++) {
                send(device, content);
            }

            // When
            List<CompletableFuture<Integer>> exports = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                exports.add(
                        CompletableFuture.supplyAsync(
                                this::exportSlowly, Thread::startVirtualThread));
            }
            int paged = pages();
            try (Http http = http()) {
                for (int i = 0; i < 12; i++) {
                    http.send("HEAD", path() + "?limit=1000", null);
                }
            }

            // Then
            assertThat(exports).extracting(CompletableFuture::join).containsOnly(MANY);
            assertThat(paged).isEqualTo(MANY);
            assertThat(pages()).isEqualTo(MANY);
        }
    }

    private int exportSlowly() {
        AtomicInteger read = new AtomicInteger();
        try (ReaderClient reader = reader()) {
            reader.export(
                    EventQuery.all(stream),
                    event -> {
                        LockSupport.parkNanos(20_000_000);
                        read.incrementAndGet();
                    });
        }
        return read.get();
    }

    private int pages() {
        AtomicInteger read = new AtomicInteger();
        try (ReaderClient reader = reader()) {
            EventQuery query = new EventQuery(stream, null, null, 1000);
            Position position = reader.page(query, null, event -> read.incrementAndGet());
            while (position.more()) {
                assertThat(read.get()).isLessThan(MANY);
                position = reader.page(query, position.cursor(), event -> read.incrementAndGet());
            }
        }
        return read.get();
    }

    @Test
    void aParameterThatMeansNothingIsRefusedAndNamed(@TempDir Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder);
                ReaderClient reader = reader();
                Http http = http()) {
            // Given
            send(fleet.enrol(id, KeyType.P256, 20), new byte[] {1});
            String cursor = reader.page(EventQuery.all(stream), null, event -> {}).cursor();

            // Then
            assertNamed(http, path() + "?limit=abc", "limit");
            assertNamed(http, path() + "?limit=0", "limit");
            assertNamed(http, path() + "?limit=", "limit is empty");
            assertNamed(http, path() + "?limit", "limit is empty");
            assertNamed(http, path() + "?limit=5&limit=5", "limit is given more than once");
            assertNamed(http, path() + "?form=2026-01-01T00:00:00Z", "unknown query parameter");
            assertNamed(http, path() + "?from=yesterday", "from");
            assertNamed(http, path() + "?to=2026-13-01T00:00:00Z", "to");
            assertNamed(http, path() + "?cursor=x", "cursor");
            assertNamed(http, path().replace("climate", "other") + "?cursor=" + cursor, "cursor");
            assertNamed(http, path() + "/" + EventId.random() + "?x=1", "no query parameters");
            for (String fine :
                    List.of(
                            "?cursor=" + cursor,
                            "?from=-1000000000-01-01T00:00:00Z&to=%2B1000000000-12-31T23:59:59Z",
                            "?from=2030-01-01T00:00:00Z&to=2020-01-01T00:00:00Z")) {
                assertThat(http.get(path() + fine).statusCode()).as(fine).isEqualTo(200);
            }
        }
    }

    private static void assertNamed(Http http, String path, String words) throws Exception {
        HttpResponse<byte[]> answer = http.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("malformed-request")
                .containsPattern("\"detail\":\"[^\"]*" + words);
    }

    private String path() {
        return "/v1/tenants/%s/devices/%s/streams/climate/events"
                .formatted(id.tenant(), id.device());
    }

    private static EventId send(DeviceClient device, byte[] content) {
        SendResult result =
                device.send(OutgoingEvent.of("climate", "application/octet-stream", content))
                        .join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        return result.id();
    }

    private ReaderClient reader() {
        return ReaderClient.open(stack.reader("acme"), stack.url(Listener.STORAGE));
    }

    private Http http() {
        return new Http(
                TlsIdentity.open(stack.reader("acme")).client(ServiceName.STORAGE, Anchors.ROOT),
                stack.url(Listener.STORAGE));
    }
}
