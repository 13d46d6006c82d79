package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
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

    private static final int FIRST = 1000;

    /** A file that would take longer is sent in part. */
    private static final int LIMIT_SECONDS = 30;

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
        assumeTrue(Files.exists(input), "there is no " + input + " to send");
        enrol();

        List<String> lines = Files.readAllLines(input);

        // When
        int sent = Math.min(FIRST, lines.size() - 1);
        double seconds = send(lines, 1, sent);
        if (seconds * (lines.size() - 1) / sent < LIMIT_SECONDS) {
            seconds += send(lines, sent + 1, lines.size() - 1);
            sent = lines.size() - 1;
        }
        export();

        // Then
        System.out.printf(
                "%d of %d rows sent until stored in %.1f s, and exported%n",
                sent, lines.size() - 1, seconds);
        Path expected = Files.write(folder.resolve("sent.csv"), lines.subList(0, sent + 1));
        assertThat(rows(folder.resolve("export.csv"))).isEqualTo(rows(expected));
    }

    /** Sends rows, which are a line each, and returns how many seconds that took. */
    private double send(List<String> lines, int first, int last)
            throws IOException, InterruptedException {
        List<String> part = new ArrayList<>(List.of(lines.getFirst()));
        part.addAll(lines.subList(first, last + 1));
        Path csv = Files.write(folder.resolve("part.csv"), part);
        long start = System.nanoTime();
        run(
                "device-client",
                "send",
                "--folder",
                file("device"),
                STREAM,
                "--csv",
                csv.toString(),
                "--passphrase-file",
                file("passphrase"),
                "--concurrency",
                "64");
        return (System.nanoTime() - start) / 1e9;
    }

    private void export() throws IOException, InterruptedException {
        run(
                "reader-client",
                "export",
                "--identity",
                stack.reader("acme").toString(),
                "--storage",
                stack.url(Listener.STORAGE).toString(),
                DEVICE.tenant(),
                DEVICE.device(),
                STREAM,
                "--format",
                "csv",
                "--output",
                file("export.csv"));
    }

    private void enrol() throws IOException, InterruptedException {
        try (OperatorClient operator = stack.operatorClient()) {
            Files.writeString(folder.resolve("token"), operator.register(DEVICE).token().text());
        }
        Files.writeString(folder.resolve("passphrase"), "correct horse battery staple");
        run(
                "device-client",
                "enrol",
                "--folder",
                file("device"),
                "--ingest",
                stack.url(Listener.INGEST).toString(),
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
