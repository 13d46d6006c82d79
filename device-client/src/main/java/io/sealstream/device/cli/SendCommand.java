package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.protocol.StreamName;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
            "FILE may be a pipe, and - is standard input; text is UTF-8.",
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
        // Before anything is sent: a mistyped name must not stop half a file.
        var _ = new StreamName(stream);
        var sending = new DeviceClient.Options(concurrency, wait, Duration.ofSeconds(patience));
        try (DeviceClient client = options.open(sending)) {
            CommandLine command = spec.commandLine();
            Tally tally =
                    new Tally(command.getErr(), bar(expected(client)), 2 * sending.concurrency());
            boolean whole = read(client, tally);
            return tally.finish(command.getOut()) && whole ? 0 : 1;
        }
    }

    /** How many events to send, -1 when that shows only at the end of a pipe. */
    private long expected(DeviceClient client) {
        int waiting = client.status().waiting();
        if (many == null) {
            return waiting + 1L;
        }
        return InputFile.isRepeatable(many.file())
                ? waiting + Reading.count(many.file(), many.csv != null)
                : -1;
    }

    /** Sends everything; false when it had to stop, which is said then. */
    private boolean read(DeviceClient client, Tally tally) {
        try {
            if (many == null) {
                one(client, tally);
                return true;
            }
            sendWaiting(client, tally);
            Consumer<Reading> sink =
                    reading ->
                            tally.track(
                                    reading.place() + ": ",
                                    () -> client.send(event(reading.content())));
            if (many.csv != null) {
                Reading.csv(many.csv, sink);
            } else {
                Reading.ndjson(many.file(), sink);
            }
            return true;
        } catch (DeviceException e) {
            // What was sent before is counted all the same.
            spec.commandLine().getErr().println(e.getMessage());
            return false;
        }
    }

    /** On the disk first, so that nothing that waits can keep it from there. */
    private void one(DeviceClient client, Tally tally) {
        OutgoingEvent event = event(content());
        try {
            client.keep(event);
        } catch (DeviceException e) {
            // Perhaps the disk is full: what is sent makes room.
            sendWaiting(client, tally);
            tally.track("", () -> client.send(event));
            return;
        }
        sendWaiting(client, tally);
    }

    private static void sendWaiting(DeviceClient client, Tally tally) {
        client.sendWaiting(sending -> tally.track("", () -> sending), tally::trouble);
    }

    private byte[] content() {
        if (payload != null) {
            return NativeText.require("the content", payload, "give it on standard input")
                    .getBytes(StandardCharsets.UTF_8);
        }
        boolean json = contentType.matches("application/(json|senml\\+json|jose\\+json)");
        InputStream standard = InputFile.standardInput();
        try (InputStream in = json ? InputFile.afterMark(standard) : standard) {
            // One byte more than an event may have, so that it is refused.
            byte[] content = in.readNBytes(OutgoingEvent.MAX_CONTENT_BYTES + 1);
            if (json && content.length <= OutgoingEvent.MAX_CONTENT_BYTES) {
                var _ = InputFile.utf8(content, "standard input");
            }
            return content;
        } catch (IOException e) {
            throw new DeviceException("standard input cannot be read: " + e.getMessage(), e);
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
