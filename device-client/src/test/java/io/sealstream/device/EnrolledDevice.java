package io.sealstream.device;

import io.sealstream.device.cli.DeviceCommand;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.testkit.TestPki;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A device with its folder and the ingest it is enrolled at, used by its command line. */
final class EnrolledDevice implements AutoCloseable {
    private static final String SECRET = "correct horse battery";

    final IngestServer ingest;
    final Path folder;
    private final Path passphrase;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    EnrolledDevice(Path temporary) throws Exception {
        TestPki pki = new TestPki();
        ingest = new IngestServer(pki, new DeviceId("acme", "sensor-1"));
        folder = temporary.resolve("device");
        passphrase = Files.writeString(temporary.resolve("passphrase"), SECRET + "\n");
        Path root =
                Files.writeString(temporary.resolve("root.pem"), Pem.write(List.of(pki.root())));
        var config = new DeviceConfig(ingest.uri(), "acme", "sensor-1", "sealstream.local");
        DeviceClient.enrol(
                folder,
                Passphrase.takeCopyOf(SECRET.toCharArray()),
                new Enrolment(config, root, IngestServer.TOKEN, KeyType.P256));
    }

    DeviceClient open() {
        return DeviceClient.open(folder, Passphrase.takeCopyOf(SECRET.toCharArray()));
    }

    /** Runs a command; what it says is in {@link #out} and {@link #err}. */
    int run(String... command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return DeviceCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments(command).toArray(String[]::new));
    }

    /** The command in a process of its own, after words of a shell and options of the JVM. */
    Process start(String before, String options, String... command) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                before + " exec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of(options.split(" ")));
        line.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeviceCommand.class.getName()));
        line.addAll(arguments(command));
        return new ProcessBuilder(line).start();
    }

    /** Names in the outbox with an ending, in order. */
    List<String> outbox(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private List<String> arguments(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--folder", folder.toString()));
        all.addAll(List.of("--passphrase-file", passphrase.toString()));
        return all;
    }

    @Override
    public void close() {
        ingest.close();
    }
}
