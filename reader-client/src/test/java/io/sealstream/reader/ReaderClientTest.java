package io.sealstream.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.reader.cli.ReaderCommand;
import io.sealstream.testkit.TestPki;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReaderClientTest {
    private static final StreamAddress STREAM = StreamAddress.of("acme", "sensor-1", "room");
    private static final byte[] CONTENT =
            "{\"celsius\":\"21.50\",\"note\":\"a,b\"}".getBytes(UTF_8);

    @TempDir Path folder;
    private final TestPki pki = new TestPki();
    private final Signed signed = new Signed(pki);
    private StorageServer storage;
    private ReaderClient client;

    ReaderClientTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        ReaderFolder.write(folder, pki);
        storage = new StorageServer(pki);
        client = ReaderClient.open(folder, storage.uri());
    }

    @AfterEach
    void close() {
        client.close();
        storage.close();
    }

    @Test
    void pagesAndStreamsGiveEveryEventVerified() throws Exception {
        for (int i = 0; i < 5; i++) {
            storage.events.add(signed.event(("{\"n\":" + i + "}").getBytes(UTF_8)));
        }
        List<VerifiedEvent> pages = new ArrayList<>();
        List<VerifiedEvent> stream = new ArrayList<>();
        Position reached = client.page(EventQuery.all(STREAM), null, pages::add);
        while (reached.more()) {
            reached = client.page(EventQuery.all(STREAM), reached.cursor(), pages::add);
        }
        client.export(EventQuery.all(STREAM), stream::add);
        assertThat(pages).hasSize(5).allMatch(VerifiedEvent::isVerified);
        assertThat(stream).hasSize(5).allMatch(VerifiedEvent::isVerified);
        assertThat(new String(stream.getLast().content(), UTF_8)).isEqualTo("{\"n\":4}");
    }

    @Test
    void whateverIsChangedOfAnEventTakesItsProof() throws Exception {
        byte[] other = "{}".getBytes(UTF_8);
        String digest = ContentDigest.of(ContentDigest.Algorithm.SHA_256, other).toString();
        assertRefused(Map.of("content", Signed.base64(other)), "another digest");
        assertRefused(Map.of("contentDigest", digest), "another digest");
        assertRefused(
                Map.of("content", Signed.base64(other), "contentDigest", digest), "did not sign");
        assertRefused(Map.of("contentType", "text/plain"), "did not sign");
        assertRefused(Map.of("eventId", EventId.random().toString()), "did not sign");
    }

    @Test
    void forgedEvidenceIsRefused() throws Exception {
        assertEvidenceRefused("authority", "d00r.example", "did not sign");
        assertEvidenceRefused("query", "?x", "did not sign");
        assertEvidenceRefused("fields", List.of("x"), "malformed");
        assertEvidenceRefused("components", List.of("@method"), "malformed");
        assertEvidenceRefused("parameters", "", "malformed");
        assertEvidenceRefused("signature", Signed.base64(new byte[64]), "did not sign");
        assertEvidenceRefused("signature", Signed.base64(new byte[63]), "malformed");
    }

    @Test
    void theWholeEvidenceOfAnotherEventProvesNothing() throws Exception {
        // Given
        Map<String, Object> event = signed.event(CONTENT);
        // When
        event.put("evidence", requireNonNull(signed.event("{}".getBytes(UTF_8)).get("evidence")));
        // Then
        assertThat(verify(event).toString()).contains("did not sign");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eventsThatWereNotAskedForAreRefusedHoweverTheyAreRead(Way way) throws Exception {
        for (String member : List.of("tenant", "device", "stream")) {
            assertNotAsked(way, Map.of(member, "other"), "another stream");
        }
        assertNotAsked(way, Map.of("receivedAt", "2026-01-01T00:00:00Z"), "outside the range");
        assertNotAsked(way, Map.of("receivedAt", "2036-01-01T00:00:00Z"), "outside the range");
        Map<String, Object> event = signed.event(CONTENT);
        event.put("sequence", 7);
        assertNotAsked(way, List.of(event, event), "twice or out of order");
        Map<String, Object> later = signed.event(CONTENT);
        later.put("sequence", 8);
        assertNotAsked(way, List.of(later, event), "twice or out of order");
    }

    interface Way {
        void read(ReaderClient client, EventQuery query);
    }

    static Stream<Named<Way>> ways() {
        return Stream.of(
                Named.of("page", (client, query) -> client.page(query, null, event -> {})),
                Named.of("export", (client, query) -> client.export(query, event -> {})));
    }

    private void assertNotAsked(Way way, Map<String, Object> changes, String reason)
            throws Exception {
        Map<String, Object> event = signed.event(CONTENT);
        event.putAll(changes);
        assertNotAsked(way, List.of(event), reason);
    }

    private void assertNotAsked(Way way, List<Map<String, Object>> events, String reason) {
        storage.events.clear();
        storage.events.addAll(events);
        Instant now = Instant.now();
        EventQuery query =
                new EventQuery(
                        STREAM, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), 100);
        assertThatThrownBy(() -> way.read(client, query))
                .isInstanceOf(ReaderException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void oneEventMustBeTheOneThatWasAskedFor() throws Exception {
        EventId id = EventId.random();
        storage.events.add(signed.event(CONTENT, id));
        assertThat(client.event(STREAM, id).isVerified()).isTrue();
        storage.events.getFirst().put("device", "sensor-2");
        assertThatThrownBy(() -> client.event(STREAM, id)).hasMessageContaining("another stream");
    }

    @Test
    void certificateOfAnotherDeviceKeyTimeOrRootIsRefused() throws Exception {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        String reason = "certificate does not speak";
        String otherDevice = signed.certificate(new DeviceId("acme", "sensor-2"), later);
        assertEvidenceRefused("certificate", otherDevice, reason);
        String otherKey = new Signed(pki).certificate(Signed.DEVICE, later);
        assertEvidenceRefused("certificate", otherKey, "did not sign");
        String expired = signed.certificate(Signed.DEVICE, Instant.now().minusSeconds(60));
        assertEvidenceRefused("certificate", expired, reason);
        String foreign =
                Signed.base64(
                        new TestPki()
                                .tenant(Signed.DEVICE, signed.pair.getPublic(), later)
                                .getEncoded());
        assertEvidenceRefused("certificate", foreign, reason);
    }

    @Test
    void exportWritesVerifiedRowsAndSaysWhatItLeftOut() throws Exception {
        // Given
        storage.events.add(signed.event(CONTENT));
        storage.events.add(signed.event("{}".getBytes(UTF_8)));
        storage.events.getLast().put("contentType", "text/plain");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        // When
        int exit = run(out, err, "export", "--format", "csv");
        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("celsius,note\n21.50,\"a,b\"\n");
        assertThat(err.toString()).contains("exported 1 verified, left out 1");
    }

    @Test
    void listGetAndNdjsonShowVerifiedEvents() throws Exception {
        EventId id = EventId.random();
        storage.events.add(signed.event(CONTENT, id));
        StringWriter list = new StringWriter();
        assertThat(run(list, new StringWriter(), "list")).isZero();
        assertThat(list.toString()).contains(id.toString()).contains("  verified");
        StringWriter lines = new StringWriter();
        assertThat(run(lines, new StringWriter(), "export")).isZero();
        assertThat(lines.toString()).contains("\"data\":" + new String(CONTENT, UTF_8) + "}\n");
        StringWriter got = new StringWriter();
        int exit =
                ReaderCommand.commandLine()
                        .setOut(new PrintWriter(got))
                        .execute(
                                "get",
                                "-i",
                                folder.toString(),
                                "--storage",
                                storage.uri().toString(),
                                "acme",
                                "sensor-1",
                                "room",
                                id.toString());
        assertThat(exit).isZero();
        assertThat(got.toString()).isEqualTo(new String(CONTENT, UTF_8) + System.lineSeparator());
    }

    @Test
    void eventThatStorageCannotReadIsSaidAndTheOthersAreRead() throws Exception {
        // Given
        storage.events.add(signed.event(CONTENT));
        EventId damaged = EventId.random();
        storage.events.add(Map.of("eventId", damaged.toString(), "problem", "wrong-ciphertext"));
        storage.events.add(Map.of("problem", "gone"));
        storage.events.add(signed.event(CONTENT));
        for (String command : List.of("list", "export")) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();

            // When
            int exit = run(out, err, command);

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(out.toString().lines()).hasSize(2);
            assertThat(err.toString().lines())
                    .contains(
                            "event " + damaged + " cannot be read: wrong-ciphertext",
                            "event without a name cannot be read: gone");
        }
        assertThatThrownBy(() -> client.export(EventQuery.all(STREAM), event -> {}))
                .isInstanceOf(ReaderException.class);
    }

    @Test
    void exportThatEndsWithoutItsLastLineIsIncomplete() throws Exception {
        // Given
        storage.events.add(signed.event(CONTENT));
        storage.isBroken = true;
        StringWriter err = new StringWriter();

        // When
        int exit = run(new StringWriter(), err, "export");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("storage broke off its answer");
    }

    @Test
    void onlySilenceEndsAnAnswerNotItsLength() throws Exception {
        // Given
        for (int i = 0; i < 5; i++) {
            storage.events.add(signed.event(CONTENT));
        }
        List<VerifiedEvent> events = new ArrayList<>();
        try (ReaderClient hasty =
                ReaderClient.open(folder, storage.uri(), Duration.ofMillis(500))) {
            // When: the reader takes longer than storage may be silent
            hasty.export(
                    EventQuery.all(STREAM),
                    event -> {
                        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                        events.add(event);
                    });

            // Then
            assertThat(events).hasSize(5);
            storage.silence = Duration.ofSeconds(5);
            assertThatThrownBy(() -> hasty.export(EventQuery.all(STREAM), events::add))
                    .isInstanceOf(StorageAwayException.class)
                    .hasMessageContaining("broke off");
        }
    }

    @Test
    void followPrintsEachEventOnceAndOutlastsAStorageThatIsAway() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            storage.events.add(signed.event(CONTENT));
        }
        storage.refusals.set(1);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Thread later =
                Thread.ofVirtual()
                        .start(() -> {
                            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                            try {
                                storage.events.add(signed.event(CONTENT));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });

        // When
        int exit = run(out, err, "list", "--follow", "--limit", "4");
        later.join();

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll("^\\S+ +(\\S+).*", "$1")))
                .containsExactlyElementsOf(
                        storage.events.stream()
                                .map(e -> String.valueOf(e.get("eventId")))
                                .toList());
        assertThat(err.toString().lines())
                .containsExactly("storage refused: 503; asking again", "cursor: 4");
    }

    @Test
    void contentOfAnUnverifiedEventIsNotHandedOut() throws Exception {
        storage.events.add(signed.event(CONTENT));
        storage.events.getFirst().put("contentType", "text/plain");
        VerifiedEvent event = first();
        assertThatThrownBy(event::content)
                .isInstanceOf(ReaderException.class)
                .hasMessageContaining("not verified");
    }

    private int run(StringWriter out, StringWriter err, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-i", folder.toString(), "--storage", storage.uri().toString()));
        arguments.addAll(List.of("acme", "sensor-1", "room"));
        return ReaderCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private void assertRefused(Map<String, Object> changes, String reason) throws Exception {
        Map<String, Object> event = signed.event(CONTENT);
        assertThat(verify(event)).isInstanceOf(Verification.Verified.class);
        event.putAll(changes);
        assertThat(verify(event).toString()).contains(reason);
    }

    private void assertEvidenceRefused(String member, Object value, String reason)
            throws Exception {
        Map<String, Object> event = signed.event(CONTENT);
        evidence(event).put(member, value);
        assertThat(verify(event).toString()).contains(reason);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> evidence(Map<String, Object> event) {
        return (Map<String, Object>) requireNonNull(event.get("evidence"));
    }

    private Verification verify(Map<String, Object> event) throws Exception {
        storage.events.clear();
        storage.events.add(event);
        return first().verification();
    }

    private VerifiedEvent first() {
        List<VerifiedEvent> events = new ArrayList<>();
        client.page(EventQuery.all(STREAM), null, events::add);
        return events.getFirst();
    }
}
