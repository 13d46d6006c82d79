package io.sealstream.reader.cli;

import io.sealstream.reader.EventHandler;
import io.sealstream.reader.EventQuery;
import io.sealstream.reader.Position;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.ReceivedEvent;
import io.sealstream.reader.StorageAwayException;
import io.sealstream.reader.UnreadableEvent;
import io.sealstream.reader.Verification;
import io.sealstream.reader.VerifiedEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One line an event. */
@Command(
        name = "list",
        description = "Lists events: time, id, size, type, and whether they are verified.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class ListCommand implements Callable<Integer>, EventHandler {
    private static final int PAGE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin StreamOptions options;

    @Mixin StreamOptions.Range range;
    @Spec CommandSpec spec;

    @Option(
            names = "--limit",
            description = "Events at most (default: 100; with --follow, no limit).")
    @Nullable Long limit;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on from where an earlier list ended.")
    @Nullable String cursor;

    @Option(
            names = "--follow",
            description = "Go on with what arrives, each event once, until interrupted.")
    boolean follow;

    private long left;
    private boolean allVerified = true;
    private boolean away;

    @Override
    public Integer call() {
        left = limit != null ? limit : follow ? Long.MAX_VALUE : PAGE;
        if (left < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 or more");
        }
        try (ReaderClient client = options.open()) {
            boolean more = true;
            while (left > 0 && (more || follow)) {
                if (!more) {
                    pause();
                }
                more = page(client);
            }
        }
        if (cursor != null) {
            spec.commandLine().getErr().println("cursor: " + cursor);
        }
        return allVerified ? 0 : 1;
    }

    private boolean page(ReaderClient client) {
        EventQuery query = range.of(options.address(), (int) Math.min(left, PAGE));
        try {
            Position reached = client.page(query, cursor, this);
            if (reached.more() && reached.cursor().equals(cursor)) {
                throw new ReaderException("storage does not get any further");
            }
            cursor = reached.cursor();
            away = false;
            return reached.more();
        } catch (StorageAwayException e) {
            if (!follow) {
                throw e;
            }
            if (!away) {
                spec.commandLine().getErr().println(e.getMessage() + "; asking again");
            }
            away = true;
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReaderException("following was interrupted", e);
        }
    }

    @Override
    public void event(VerifiedEvent event) {
        left--;
        allVerified &= event.isVerified();
        PrintWriter out = spec.commandLine().getOut();
        out.println(line(event));
        if (out.checkError()) {
            throw new ReaderException(StandardOutput.FAILED);
        }
    }

    @Override
    public void unreadable(UnreadableEvent event) {
        left--;
        allVerified = false;
        spec.commandLine().getErr().println(event);
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
