package io.sealstream.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.cli.DeviceCommand;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.testkit.TestPki;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSendingTest {
    private static final int ROWS = 1000;

    @TempDir Path folder;

    @Test
    void enrolledByCommandEveryRowOfAFileArrivesAsItWasWritten() throws Exception {
        TestPki pki = new TestPki();
        try (IngestServer ingest = new IngestServer(pki, new DeviceId("acme", "sensor-1"))) {
            // Given
            file("root.pem", Pem.write(List.of(pki.root())));
            file("token", IngestServer.TOKEN + "\n");
            file("passphrase", "correct horse battery\n");
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add("2015-02-04 17:51:" + i + "," + i + ".50,0.0047929881765052" + i);
            }
            Path csv = file("room.csv", "Date,Light,Ratio\n" + String.join("\n", rows) + "\n");
            List<String> enrol =
                    new ArrayList<>(List.of("enrol", "--ingest", ingest.uri().toString()));
            enrol.addAll(List.of("--tenant", "acme", "--device", "sensor-1"));
            enrol.addAll(List.of("--root", folder.resolve("root.pem").toString()));
            enrol.addAll(List.of("--token-file", folder.resolve("token").toString()));
            assertThat(run(new StringWriter(), enrol)).isZero();
            StringWriter out = new StringWriter();
            // When
            int exit = run(out, List.of("send", "room", "--csv", csv.toString()));
            // Then
            assertThat(exit).isZero();
            assertThat(out.toString()).contains("stored " + ROWS + ", rejected 0, kept 0");
            Set<String> arrived =
                    ingest.stored.values().stream()
                            .map(CsvSendingTest::row)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(arrived).isEqualTo(new TreeSet<>(rows));
            StringWriter status = new StringWriter();
            assertThat(run(status, List.of("status"))).isZero();
            assertThat(status.toString()).contains("0 waiting, 0 rejected").contains("answers");
        }
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private int run(StringWriter out, List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--folder", folder.resolve("device").toString()));
        arguments.addAll(List.of("--passphrase-file", folder.resolve("passphrase").toString()));
        return DeviceCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static String row(byte[] content) {
        try {
            JsonNode object = new ObjectMapper().readTree(content);
            return StreamSupport.stream(object.spliterator(), false)
                    .map(JsonNode::textValue)
                    .collect(Collectors.joining(","));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
