package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.protocol.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real readings, through the two command lines and back. */
@ExtendWith(StackExtension.class)
class OccupancyST {
    private static final DeviceId DEVICE = new DeviceId("acme", "office");
    private static final String STREAM = "occupancy";

    @TempDir Path folder;
    private Stack stack;

    @BeforeEach
    void use(Stack running) {
        stack = running;
    }

    @Test
    void everyRowOfAFileComesBackEqual() throws Exception {
        // Given
        Path input = Path.of(System.getProperty("sealstream.shared"), "data", "occupancy.csv");
        assumeTrue(Files.exists(input), "data/occupancy.csv is not there; see README");
        enrol();

        // When
        long start = System.nanoTime();
        device(
                "send",
                "--folder",
                file("device"),
                STREAM,
                "--csv",
                input.toString(),
                "--passphrase-file",
                file("passphrase"),
                "--concurrency",
                "64");
        long sent = System.nanoTime();
        run(
                "reader-client",
                "export",
                "--identity",
                stack.reader("acme").toString(),
                "--storage",
                stack.url(Door.STORAGE).toString(),
                DEVICE.tenant(),
                DEVICE.device(),
                STREAM,
                "--format",
                "csv",
                "--output",
                file("export.csv"));

        // Then
        List<String> rows = rows(input);
        System.out.printf(
                "%d rows: sent until stored in %.1f s, exported in %.1f s%n",
                rows.size(), (sent - start) / 1e9, (System.nanoTime() - sent) / 1e9);
        assertThat(rows(folder.resolve("export.csv"))).isEqualTo(rows);
    }

    private void enrol() throws IOException, InterruptedException {
        try (Operator operator = new Operator(stack)) {
            Files.writeString(folder.resolve("token"), operator.register(DEVICE));
        }
        Files.writeString(folder.resolve("passphrase"), "correct horse battery staple");
        device(
                "enrol",
                "--folder",
                file("device"),
                "--door",
                stack.url(Door.INGEST).toString(),
                "--tenant",
                DEVICE.tenant(),
                "--device",
                DEVICE.device(),
                "--root",
                stack.root().toString(),
                "--token-file",
                file("token"),
                "--passphrase-file",
                file("passphrase"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void device(String... arguments) throws IOException, InterruptedException {
        run("device-client", arguments);
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        Path jar = stack.home().resolve(program).resolve("target").resolve(program + ".jar");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** Rows as their values, header first, in an order of their own: many are under way at once. */
    private static List<String> rows(Path file) throws IOException {
        try (CSVParser parser = CSVFormat.RFC4180.parse(Files.newBufferedReader(file))) {
            List<String> rows =
                    new ArrayList<>(
                            parser.stream().map(CSVRecord::toList).map(List::toString).toList());
            List<String> body = rows.subList(1, rows.size());
            body.sort(null);
            return rows;
        }
    }
}
