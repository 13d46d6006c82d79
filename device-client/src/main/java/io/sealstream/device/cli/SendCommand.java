package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.OutgoingEvent;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code send}: sends one event, or the rows of a file. */
@Command(
        name = "send",
        description = {
            "Sends one event (argument or standard input) or many (--csv, --ndjson).",
            "What the outbox still holds is sent first. Ends with 0 when all is stored."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class SendCommand implements Callable<Integer> {
    @Mixin FolderOptions options;
    @Spec CommandSpec spec;

    @Parameters(index = "0", paramLabel = "STREAM", description = "Name of the stream.")
    String stream;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PAYLOAD",
            description = "Content of one event; standard input when absent.")
    @Nullable String payload;

    @ArgGroup @Nullable Many many;

    @Option(
            names = "--content-type",
            defaultValue = "application/json",
            description = "Media type of the content (default: ${DEFAULT-VALUE}).")
    String contentType;

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            description = "Events in flight at a time (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(
            names = "--wait",
            defaultValue = "10",
            description = "Seconds a request waits for its receipt (default: ${DEFAULT-VALUE}).")
    int wait;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "Seconds to try one event before it is kept (default: ${DEFAULT-VALUE}).")
    int patience;

    /** A file with many events. */
    static final class Many {
        @Option(names = "--csv", paramLabel = "FILE", description = "One event a row.")
        @Nullable Path csv;

        @Option(names = "--ndjson", paramLabel = "FILE", description = "One event a line.")
        @Nullable Path ndjson;

        Path file() {
            Path file = csv != null ? csv : ndjson;
            if (file == null) {
                throw new DeviceException("no file was given");
            }
            return file;
        }
    }

    @Override
    public Integer call() {
        var sending = new DeviceClient.Options(concurrency, wait, Duration.ofSeconds(patience));
        try (DeviceClient client = options.open(sending)) {
            var out = spec.commandLine();
            long expected =
                    client.status().waiting()
                            + (many == null ? 1 : Readings.count(many.file(), many.csv != null));
            Tally tally = new Tally(out.getErr(), bar(expected));
            client.sendWaiting().forEach(waiting -> tally.track(() -> waiting));
            read(content -> tally.track(() -> client.send(event(content))));
            return tally.finish(out.getOut()) ? 0 : 1;
        }
    }

    private void read(java.util.function.Consumer<byte[]> sink) {
        if (many != null && many.csv != null) {
            Readings.csv(many.csv, sink);
        } else if (many != null) {
            Readings.ndjson(many.file(), sink);
        } else {
            sink.accept(one());
        }
    }

    private byte[] one() {
        if (payload != null) {
            return payload.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return System.in.readAllBytes();
        } catch (IOException e) {
            throw new DeviceException("standard input cannot be read", e);
        }
    }

    private OutgoingEvent event(byte[] content) {
        return OutgoingEvent.of(stream, contentType, content);
    }

    /** On a terminal only: in a log it would be noise. */
    private static ProgressBar bar(long expected) {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        PrintStream to =
                terminal
                        ? System.err
                        : new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ProgressBarBuilder()
                .setTaskName("sending")
                .setInitialMax(expected)
                .setConsumer(new ConsoleProgressBarConsumer(to))
                .build();
    }
}
