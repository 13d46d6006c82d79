package io.sealstream.reader.cli;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.VerifiedEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The content of one event. */
@Command(
        name = "get",
        description = "Writes the content of one verified event; nothing when it is not verified.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class GetCommand implements Callable<Integer> {
    @Mixin StreamOptions options;
    @Spec CommandSpec spec;

    @Parameters(index = "3", paramLabel = "EVENT", description = "Event id.")
    String event;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the bytes to a file; else text to standard output.")
    @Nullable Path output;

    @Override
    public Integer call() {
        try (ReaderClient client = options.open()) {
            VerifiedEvent found = client.event(options.address(), id());
            write(found.content());
            spec.commandLine().getErr().println("verified");
            return 0;
        }
    }

    private void write(byte[] content) {
        if (output != null) {
            Output.write(output, content);
            return;
        }
        String text =
                JsonText.utf8(content)
                        .orElseThrow(
                                () -> new ReaderException("the content is not text; give -o FILE"));
        try (Output standard = Output.open(null, spec.commandLine().getOut())) {
            standard.write(text + System.lineSeparator());
        }
    }

    private EventId id() {
        try {
            return EventId.parse(event);
        } catch (InvalidIdentifierException e) {
            throw new ReaderException("an event id is a lower-case UUID", e);
        }
    }
}
