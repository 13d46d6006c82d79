package io.sealstream.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sealstream.fuzzing.requests.RequestBytes;
import io.sealstream.systemtests.stack.Listener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** What was answered how often, and the answers that nobody should get. */
public final class Tally {
    private static final int KEPT = 20;

    /** Requests that HTTP itself says are not implemented (RFC 9110 15.6.2, 15.6.6). */
    private static final List<Integer> NOT_HTTP = List.of(501, 505);

    private static final Pattern INSIDE =
            Pattern.compile(
                    "Exception|\\bjava\\.|io\\.(sealstream|vertx|netty|quarkus)|\\bat \\w+\\.");

    private final Map<Listener, Map<Integer, LongAdder>> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> unacceptable = new ConcurrentLinkedQueue<>();

    /** Counts an answer. */
    public void add(Listener listener, RequestBytes request, Reply reply) {
        counts.computeIfAbsent(listener, key -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(reply.status(), key -> new LongAdder())
                .increment();
        if (!acceptable(request, reply) && unacceptable.size() < KEPT) {
            unacceptable.add(
                    "%s: %s%n---%n%s"
                            .formatted(listener, new String(request.bytes(), ISO_8859_1), reply));
        }
    }

    private static boolean acceptable(RequestBytes request, Reply reply) {
        if (reply.status() == -1 && request.ended()) {
            return false;
        }
        if (reply.status() / 100 == 5 && !NOT_HTTP.contains(reply.status())) {
            return false;
        }
        return reply.status() / 100 == 2 || !INSIDE.matcher(reply.text()).find();
    }

    /** At most the first twenty, each with its request. */
    public List<String> unacceptable() {
        return List.copyOf(unacceptable);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        long[] sum = new long[1];
        counts.forEach((listener, statuses) -> {
            text.append("  %-28s".formatted(listener));
            new TreeMap<>(statuses)
                    .forEach((status, count) -> {
                        sum[0] += count.sum();
                        text.append(" %s:%,d".formatted(name(status), count.sum()));
                    });
            text.append('\n');
        });
        return text + "  %,d requests".formatted(sum[0]);
    }

    private static String name(int status) {
        return switch (status) {
            case -1 -> "none";
            case 0 -> "closed";
            default -> String.valueOf(status);
        };
    }
}
