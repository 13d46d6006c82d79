package io.sealstream.reader.cli;

import io.sealstream.reader.EventHandler;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.UnreadableEvent;
import io.sealstream.reader.VerifiedEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All events of a stream. */
@Command(
        name = "export",
        description = {
            "Writes every verified event of a stream, oldest first.",
            "What is not verified is left out, said, and ends the command with 1."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class ExportCommand implements Callable<Integer> {
    @Mixin StreamOptions options;
    @Mixin StreamOptions.Range range;
    @Spec CommandSpec spec;

    @Option(
            names = "--format",
            defaultValue = "ndjson",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "File to write; else standard output.",
                "A file of that name stays until the new one is complete."
            })
    @Nullable Path output;

    /** How events are written. */
    enum Format {
        /** One JSON object a line: the content and what is known of it. */
        ndjson,
        /** One row an event, for events that are JSON objects: their values alone. */
        csv
    }

    private static final int PAGE = 500;

    private int exported;
    private int refused;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        try (ReaderClient client = options.open();
                Output written = Output.open(output, command.getOut())) {
            EventSink sink = sink(written);
            client.export(range.of(options.address(), PAGE), handler(sink));
            written.complete();
        }
        command.getErr().println("exported " + exported + " verified, left out " + refused);
        return refused == 0 ? 0 : 1;
    }

    private EventHandler handler(EventSink sink) {
        return new EventHandler() {
            @Override
            public void event(VerifiedEvent event) {
                if (event.isVerified()) {
                    sink.write(event);
                    exported++;
                } else {
                    refuse("event " + event.event().id() + ": " + event.verification());
                }
            }

            @Override
            public void unreadable(UnreadableEvent event) {
                refuse(event.toString());
            }
        };
    }

    private void refuse(String why) {
        refused++;
        spec.commandLine().getErr().println(why);
    }

    private EventSink sink(Output written) {
        return switch (format) {
            case ndjson -> new NdjsonSink(written);
            case csv -> new CsvSink(written);
        };
    }
}
