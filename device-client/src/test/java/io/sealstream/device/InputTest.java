package io.sealstream.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be piped or saved by other programs, seen from the command line. */
class InputTest {
    private static final String MARK = "\ufeff";

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

    @Test
    void lineOfALivePipeIsSentBeforeTheNextIsThere() throws Exception {
        Path pipe = temporary.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(
                        () -> device.run("send", "room", "--ndjson", pipe.toString()));
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            writer.write("{\"n\":1}\n".getBytes(UTF_8));
            // When
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (device.ingest.stored.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            assertThat(device.ingest.stored).hasSize(1);
            writer.write("{\"n\":2}\n".getBytes(UTF_8));
        }
        // Then
        assertThat(exit.get()).isZero();
        assertThat(device.out.toString()).contains("stored 2, rejected 0, kept 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--ndjson"})
    void mistakeInAPipeIsNamedAndWhatCameBeforeIsStored(String option) throws Exception {
        String lines = option.equals("--csv") ? "a,b\n1,2\n3\n" : "{}\n\n{} {}\n";
        Process process =
                device.start("printf '" + lines + "' |", "-Xmx64m", "send", "room", option, "-");
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.lines()).hasSize(1).first().asString().startsWith("line 3 ");
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("stored 1, rejected 0, kept 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--csv    | a,b~1,2~3~            | line 3 has 1 values",
                "--csv    | a,b~1,2~3,4,5~        | line 3 has 3 values",
                "--csv    | a;b~1,5;2~            | line 1 separates by semicolons",
                "--csv    | a,b~1,2~B\u00fcro,3~  | line 3 is not UTF-8",
                "--csv    | a,~1,2~               | the header of the CSV input",
                "--csv    | a,a~1,2~              | the header of the CSV input",
                "--ndjson | {}~{} {}~             | line 2 of the NDJSON input",
                "--ndjson | {}~{~                 | line 2 of the NDJSON input",
                "--ndjson | {}~\"\u00b0C\"~       | line 2 is not UTF-8",
            })
    void fileWithAMistakeIsRefusedWholeInOneLine(String option, String lines, String said)
            throws Exception {
        Path file = temporary.resolve("in");
        Files.write(file, lines.replace('~', '\n').getBytes(ISO_8859_1));
        // When
        int exit = device.run("send", "room", option, file.toString());
        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(device.err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(said.strip());
        assertThat(device.ingest.stored).isEmpty();
        assertThat(device.outbox("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--csv | n,unit~1,°C~~ | {\"n\":\"1\",\"unit\":\"°C\"}",
                "--ndjson | {\"n\":1}^~ | {\"n\":1}"
            })
    void markOfTheEncodingIsNoPartOfTheInput(String option, String lines, String sent)
            throws Exception {
        Path file = temporary.resolve("in");
        Files.writeString(file, MARK + lines.replace('^', '\r').replace('~', '\n'));
        assertThat(device.run("send", "room", option, file.toString())).isZero();
        assertThat(device.ingest.stored.values())
                .singleElement()
                .satisfies(content -> assertThat(new String(content, UTF_8)).isEqualTo(sent));
    }

    @Test
    void jsonInUtf16IsRefusedFromStandardInput() throws Exception {
        Path file = temporary.resolve("in");
        Files.write(file, "{}".getBytes(UTF_16));
        Process process = device.start("<" + file, "-Xmx64m", "send", "room");
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.lines()).hasSize(1).first().asString().contains("UTF-16");
        assertThat(device.ingest.stored).isEmpty();
    }

    @Test
    void optionsThatWouldWaitForEverAndMistypedNamesAreSaidInOneLine() {
        assertThat(device.run("send", "room", "{}", "--concurrency", "0")).isEqualTo(1);
        assertThat(device.err.toString().lines()).hasSize(1);
        assertThat(device.run("send", "not/a/stream", "{}")).isEqualTo(2);
        assertThat(device.err.toString().lines()).hasSize(1);
        assertThat(device.run("send", "room", "--csv", "/no/such/file")).isEqualTo(1);
        assertThat(device.err.toString())
                .contains("there is no file /no/such/file")
                .hasLineCount(1);
    }
}
