package io.sealstream.reader.cli;

import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReceivedEvent;
import io.sealstream.reader.Verification;
import io.sealstream.reader.VerifiedEvent;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One line an event. */
@Command(
        name = "list",
        description = "Lists events: time, id, size, type, and whether they are verified.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class ListCommand implements Callable<Integer> {
    @Mixin StreamOptions options;
    @Mixin StreamOptions.Range range;
    @Spec CommandSpec spec;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Events at most (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    public Integer call() {
        try (ReaderClient client = options.open()) {
            PrintWriter out = spec.commandLine().getOut();
            boolean all = true;
            for (VerifiedEvent event :
                    client.page(range.of(options.address(), limit), null).events()) {
                out.println(line(event));
                all &= event.isVerified();
            }
            return all ? 0 : 1;
        }
    }

    private static String line(VerifiedEvent checked) {
        ReceivedEvent event = checked.event();
        String verified =
                switch (checked.verification()) {
                    case Verification.Verified v -> "verified";
                    case Verification.Failed(String reason) -> "NOT VERIFIED: " + reason;
                };
        return String.format(
                Locale.ROOT,
                "%s  %s  %7d  %s  %s",
                event.receivedAt(),
                event.id(),
                event.content().length,
                event.contentType(),
                verified);
    }
}
