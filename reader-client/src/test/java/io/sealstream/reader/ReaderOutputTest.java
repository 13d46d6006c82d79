package io.sealstream.reader;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.protocol.EventId;
import io.sealstream.reader.cli.ReaderCommand;
import io.sealstream.testkit.TestPki;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script gets from the command line of a reader: files, exit codes and one line. */
class ReaderOutputTest {
    private static final String YESTERDAY = "of yesterday";

    @TempDir Path folder;
    private final TestPki pki = new TestPki();
    private final Signed signed = new Signed(pki);
    private final EventId id = EventId.random();
    private StorageServer storage;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    ReaderOutputTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        ReaderFolder.write(folder, pki);
        storage = new StorageServer(pki);
        file = Files.createDirectory(folder.resolve("exports")).resolve("day");
        Files.writeString(file, YESTERDAY);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "get", "export", "export --format csv"})
    void fullStandardOutputIsNoSuccess(String command) throws Exception {
        storage.events.add(signed.event("{\"n\":1}".getBytes(UTF_8), id));
        List<String> line = new ArrayList<>(List.of(java()));
        line.addAll(arguments(command));
        // When
        Process process = new ProcessBuilder(line).redirectOutput(new File("/dev/full")).start();
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.lines()).hasSize(1).first().asString().contains("standard output is");
    }

    @Test
    void standardOutputIsUtf8WhateverTheLocale() throws Exception {
        storage.events.add(signed.event("{\"unit\":\"°C\"}".getBytes(UTF_8), id));
        List<String> line = new ArrayList<>(List.of(java()));
        line.addAll(arguments("export --format csv"));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LC_ALL", "C");
        // When
        Process process = builder.start();
        // Then
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("unit\n°C\n");
    }

    @Test
    void exportThatFailsLeavesTheFileOfBeforeAndNothingElse() throws Exception {
        storage.events.add(signed.event("{\"n\":1}".getBytes(UTF_8)));
        storage.events.add(signed.event("{\"m\":1}".getBytes(UTF_8)));
        // When
        assertThat(run("export --format csv", "-o", file.toString())).isEqualTo(1);
        // Then
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("other members");
        storage.close();
        assertThat(run("export", "-o", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines().skip(1)).containsExactly("storage does not answer");
        assertThat(file).hasContent(YESTERDAY);
        assertThat(file.getParent().toFile().list()).containsExactly("day");
    }

    @Test
    void exportThatIsCompleteReplacesTheFileBehindALinkAndKeepsItsPermissions() throws Exception {
        storage.events.add(signed.event("{\"n\":1}".getBytes(UTF_8)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        // When
        assertThat(run("export --format csv", "-o", link.toString())).isZero();
        // Then
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("n\n1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(file.getParent().toFile().list()).containsExactly("day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/full", "/no/such/folder/day"})
    void placeThatCannotBeWrittenIsSaidInOneLine(String place) throws Exception {
        storage.events.add(signed.event("{\"n\":1}".getBytes(UTF_8), id));
        for (String command : List.of("export", "get")) {
            err.getBuffer().setLength(0);
            assertThat(run(command, "-o", place)).isEqualTo(1);
            assertThat(err.toString().lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("the output cannot be written: ");
        }
    }

    @Test
    void csvKeepsTheDigitsThatWereSigned() throws Exception {
        List<String> values =
                List.of(
                        "12345678901234567890.1234567890",
                        "52.520006599999998",
                        "1.10",
                        "0.00001",
                        "1e400",
                        "-0.0",
                        "{ \"lat\": 1.10 }",
                        "null");
        StringBuilder json = new StringBuilder("{\"v\":0");
        for (int i = 0; i < values.size(); i++) {
            json.append(",\"v" + i + "\": " + values.get(i));
        }
        storage.events.add(signed.event((json + "}").getBytes(UTF_8)));
        // When
        assertThat(run("export --format csv")).isZero();
        // Then
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "0,"
                                + String.join(",", values)
                                        .replace("{ \"lat\": 1.10 }", "\"{ \"\"lat\"\": 1.10 }\""));
    }

    @Test
    void contentThatIsNoUtf8JsonNeverBreaksALineOfTheExport() throws Exception {
        storage.events.add(signed.event("\ufeff{\"n\":1}".getBytes(UTF_8)));
        storage.events.add(signed.event("{\"n\":1}".getBytes(UTF_16LE)));
        storage.events.add(signed.event(new byte[] {'"', (byte) 0xb0, '"'}));
        storage.events.add(signed.event("{\"n\":1} {}".getBytes(UTF_8)));
        storage.events.add(signed.event("{\"n\":1.10}\r\n".getBytes(UTF_8)));
        // When
        assertThat(run("export")).isZero();
        // Then
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(5);
        for (String line : lines.subList(0, 4)) {
            assertThat(new ObjectMapper().readTree(line).has("data_base64")).isTrue();
        }
        assertThat(lines.getLast()).endsWith("\"data\":{\"n\":1.10}}");
    }

    @Test
    void mistypedNameIsSaidInOneLine() {
        int exit =
                ReaderCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute(
                                "export",
                                "-i",
                                folder.toString(),
                                "--storage",
                                storage.uri().toString(),
                                "acme",
                                "sensor/1",
                                "room");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }

    private int run(String command, String... more) {
        List<String> all = new ArrayList<>(arguments(command));
        all.addAll(List.of(more));
        return ReaderCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private List<String> arguments(String command) {
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.addAll(List.of("-i", folder.toString(), "--storage", storage.uri().toString()));
        all.addAll(List.of("acme", "sensor-1", "room"));
        if (command.equals("get")) {
            all.add(id.toString());
        }
        return all;
    }

    private static String[] java() {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ReaderCommand.class.getName()
        };
    }
}
