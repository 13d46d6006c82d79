package io.sealstream.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen to the files of an outbox, seen from the command line. */
class OutboxTest {
    @TempDir Path temporary;
    private EnrolledDevice device;

    @BeforeEach
    void enrol() throws Exception {
        device = new EnrolledDevice(temporary);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 300})
    void damagedFileIsSetAsideAndTheOthersAreStored(int length) throws Exception {
        keep(2);
        Path file = device.folder.resolve("outbox").resolve(device.outbox(".event").getFirst());
        Files.write(file, new byte[length]);
        // When
        int exit = device.run("send", "room", "{\"n\":3}");
        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(device.ingest.stored).hasSize(2);
        assertThat(device.err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("set aside as " + device.outbox(".damaged").getFirst());
        assertThat(device.run("send", "room", "{\"n\":4}")).isZero();
        assertThat(device.run("status")).isZero();
        assertThat(device.out.toString()).contains("0 waiting, 0 rejected, 1 damaged");
    }

    @Test
    void strayFilesAreLeftAloneAndDisturbNothing() throws Exception {
        List<String> stray =
                List.of(
                        "9999999999999999999.event",
                        "notes on what is in this folder.event",
                        "0000000000000000001.event~",
                        ".event");
        keep(1);
        for (String name : stray) {
            Files.writeString(device.folder.resolve("outbox").resolve(name), "stray");
        }
        // When
        int exit = device.run("send", "room", "{\"n\":2}");
        // Then
        assertThat(exit).isZero();
        assertThat(device.ingest.stored).hasSize(2);
        assertThat(device.outbox("")).containsExactlyInAnyOrderElementsOf(stray);
    }

    @Test
    void processesThatShareAFolderLoseNoEvent() throws Exception {
        try (DeviceClient one = device.open();
                DeviceClient other = device.open()) {
            for (int i = 0; i < 20; i++) {
                one.keep(event(i));
                other.keep(event(i));
            }
        }
        assertThat(device.outbox(".event")).hasSize(40);
        // When
        int exit = device.run("send", "room", "{}");
        // Then
        assertThat(exit).isZero();
        assertThat(device.ingest.stored).hasSize(41);
        assertThat(device.outbox("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {OutgoingEvent.MAX_CONTENT_BYTES, 8_000_000})
    void tooLargeEventIsRejectedAloneBeforeItIsOnTheDisk(int length) throws Exception {
        String value = "A".repeat(length);
        Path file =
                Files.writeString(
                        temporary.resolve("in"), "{\"n\":1}\n\"" + value + "\"\n{\"n\":2}\n");
        // When
        int exit = device.run("send", "room", "--ndjson", file.toString());
        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(device.err.toString()).startsWith("line 2: event ").endsWith(": too-large\n");
        assertThat(device.ingest.stored).hasSize(2);
        assertThat(device.outbox("")).isEmpty();
    }

    @Test
    void tooLargeForAServerOnTheWayIsFinalToo() throws Exception {
        device.ingest.nextAnswers.add(exchange -> exchange.sendResponseHeaders(413, -1));
        assertThat(device.run("send", "room", "{}")).isEqualTo(1);
        assertThat(device.outbox("")).hasSize(1).first().asString().endsWith(".rejected");
    }

    @Test
    void eventThatIsNoRequestIsSetAsideAndNotTriedForEver() throws Exception {
        assertThat(device.run("send", "room", "{}", "--content-type", "a\nb")).isEqualTo(1);
        assertThat(device.outbox(".event")).isEmpty();
        assertThat(device.outbox(".rejected")).hasSize(1);
    }

    @Test
    void eventIsOnTheDiskThoughThePlatformIsAwayAndManyWait() throws Exception {
        keep(40);
        device.ingest.close();
        long start = System.nanoTime();
        // When
        int exit = device.run("send", "room", "{}", "--patience", "1");
        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(device.out.toString()).contains("stored 0, rejected 0, kept 41");
        assertThat(device.outbox(".event")).hasSize(41);
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
    }

    @Test
    void diskThatTakesNoMoreLeavesNoHalfFile() throws Exception {
        keep(1);
        Path file = Files.writeString(temporary.resolve("in"), "\"" + "A".repeat(60_000) + "\"");
        // When
        Process process =
                device.start(
                        "ulimit -f 16;", "-Xmx64m", "send", "room", "--ndjson", file.toString());
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        // A library that unpacks files of its own may complain too.
        assertThat(said.lines().filter(line -> line.startsWith("the outbox cannot be written: ")))
                .hasSize(1);
        assertThat(device.ingest.stored).hasSize(1);
        assertThat(device.outbox("")).isEmpty();
    }

    @Test
    void outboxLargerThanTheMemoryIsSent() throws Exception {
        try (DeviceClient client = device.open()) {
            for (int i = 0; i < 320; i++) {
                client.keep(OutgoingEvent.of("room", "text/plain", new byte[250_000]));
            }
        }
        // When
        Process process = device.start("", "-Xmx56m", "send", "room", "{}", "--concurrency", "4");
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(said).contains("stored 321, rejected 0, kept 0");
        assertThat(device.outbox("")).isEmpty();
    }

    private void keep(int count) {
        try (DeviceClient client = device.open()) {
            List<OutgoingEvent> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(event(i));
            }
            events.forEach(client::keep);
        }
    }

    private static OutgoingEvent event(int n) {
        return OutgoingEvent.of("room", "application/json", ("{\"n\":" + n + "}").getBytes(UTF_8));
    }
}
