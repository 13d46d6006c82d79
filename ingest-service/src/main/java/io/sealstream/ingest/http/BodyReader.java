package io.sealstream.ingest.http;

import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies, within limits: of one body's size, of the time it may take, and of what all
 * bodies together hold in memory. Thread-safe.
 */
final class BodyReader {
    /** The part of the budget that one sender may hold is one of so many. */
    private static final int SHARES = 8;

    private final long budget;
    private final Duration deadline;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentHashMap<Object, Long> shares = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param budget bytes that all bodies together may hold
     * @param deadline how long a body may take
     */
    BodyReader(long budget, Duration deadline) {
        this.budget = budget;
        this.deadline = deadline;
    }

    /**
     * Who sends a body.
     *
     * @param name what bodies are counted by: no sender may hold more than its share
     * @param charge told of bytes that were read, whatever becomes of them
     */
    record Sender(Object name, IntConsumer charge) {}

    /**
     * The body; a client that waits is told to send it. Fails with a {@link Refusal}: too large as
     * soon as it is known to be, too slow at the deadline, too fast when this sender holds too
     * much, unavailable while all bodies together do; or with {@link AbortedException} when the
     * sender goes away.
     */
    Future<byte[]> read(RoutingContext ctx, int limit, Sender sender) {
        HttpServerRequest request = ctx.request();
        try {
            requireFitting(request, limit);
        } catch (Refusal e) {
            return Future.failedFuture(e);
        }
        Promise<byte[]> whole = Promise.promise();
        Body body = new Body(limit, sender, whole);
        long timer =
                ctx.vertx()
                        .setTimer(
                                deadline.toMillis(),
                                late -> body.fail(new Refusal(Problem.TOO_SLOW)));
        ctx.addEndHandler(ended -> {
            body.fail(new AbortedException(null));
            if (!request.isEnded()) {
                // Refused, but still sending: nobody reads on for it.
                var _ = request.connection().close();
            }
        });
        request.handler(body::add);
        request.exceptionHandler(e -> body.fail(new AbortedException(e)));
        request.endHandler(end -> body.complete());
        Expectation.meet(request);
        request.resume();
        return whole.future().onComplete(done -> ctx.vertx().cancelTimer(timer));
    }

    private static void requireFitting(HttpServerRequest request, int limit) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            if (length != null && Long.parseLong(length) > limit) {
                throw new Refusal(Problem.TOO_LARGE);
            }
        } catch (NumberFormatException e) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
    }

    /** A sender that went away before its request was complete. There is nobody to answer. */
    static final class AbortedException extends RuntimeException {
        AbortedException(@Nullable Throwable cause) {
            super("the request was aborted", cause, false, false);
        }
    }

    /**
     * One body; on the event loop of its connection. When it is complete it is handed over and
     * nothing of it stays here, however long its request then waits for an answer.
     */
    private final class Body {
        private final int limit;
        private final Sender sender;
        private @Nullable Promise<byte[]> whole;
        private Buffer bytes = Buffer.buffer();

        Body(int limit, Sender sender, Promise<byte[]> whole) {
            this.limit = limit;
            this.sender = sender;
            this.whole = whole;
        }

        void add(Buffer part) {
            sender.charge().accept(part.length());
            if (whole == null) {
                return; // Refused: what still comes is not kept.
            }
            if (bytes.length() + part.length() > limit) {
                fail(new Refusal(Problem.TOO_LARGE));
                return;
            }
            bytes.appendBuffer(part);
            long own = shares.merge(sender.name(), (long) part.length(), Long::sum);
            long all = held.addAndGet(part.length());
            if (own > Math.max(limit, budget / SHARES)) {
                fail(new Refusal(Problem.TOO_FAST));
            } else if (all > budget) {
                fail(new Refusal(Problem.UNAVAILABLE));
            }
        }

        void complete() {
            byte[] content = bytes.getBytes();
            Promise<byte[]> waiting = end();
            if (waiting != null) {
                waiting.complete(content);
            }
        }

        /** Ends it, unless it has ended. */
        void fail(Throwable why) {
            Promise<byte[]> waiting = end();
            if (waiting != null) {
                waiting.fail(why);
            }
        }

        private @Nullable Promise<byte[]> end() {
            Promise<byte[]> waiting = whole;
            if (waiting != null) {
                whole = null;
                int length = bytes.length();
                bytes = Buffer.buffer();
                held.addAndGet(-length);
                shares.computeIfPresent(
                        sender.name(), (name, own) -> own == length ? null : own - length);
            }
            return waiting;
        }
    }
}
