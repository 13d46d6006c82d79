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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads request bodies, within limits: of one body's size, of the time it may take, and of what all
 * bodies together hold in memory. Thread-safe.
 */
final class BodyReader {
    private final long budget;
    private final Duration deadline;
    private final AtomicLong held = new AtomicLong();

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
     * The body; a client that waits is told to send it. Fails with a {@link Refusal}: too large as
     * soon as it is known to be, too slow at the deadline, unavailable while all bodies together
     * hold too much; or with {@link AbortedException} when the sender goes away.
     */
    Future<byte[]> read(RoutingContext ctx, int limit) {
        HttpServerRequest request = ctx.request();
        try {
            requireFitting(request, limit);
        } catch (Refusal e) {
            return Future.failedFuture(e);
        }
        Body body = new Body(limit);
        long timer =
                ctx.vertx()
                        .setTimer(
                                deadline.toMillis(),
                                late -> body.whole.tryFail(new Refusal(Problem.TOO_SLOW)));
        ctx.addEndHandler(ended -> {
            body.release();
            if (!request.isEnded()) {
                // Refused, but still sending: nobody reads on for it.
                var _ = request.connection().close();
            }
        });
        request.handler(body::add);
        request.exceptionHandler(e -> body.whole.tryFail(new AbortedException(e)));
        request.endHandler(end -> body.whole.tryComplete(body.bytes.getBytes()));
        Expectation.meet(request);
        request.resume();
        return body.whole.future().onComplete(done -> ctx.vertx().cancelTimer(timer));
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
        AbortedException(Throwable cause) {
            super("the request was aborted", cause, false, false);
        }
    }

    /** One body; on the event loop of its connection. */
    private final class Body {
        private final int limit;
        private final Promise<byte[]> whole = Promise.promise();
        private Buffer bytes = Buffer.buffer();

        Body(int limit) {
            this.limit = limit;
        }

        void add(Buffer part) {
            if (whole.future().isComplete()) {
                return; // Refused: what still comes is not kept.
            }
            if (bytes.length() + part.length() > limit) {
                refuse(Problem.TOO_LARGE);
            } else if (held.addAndGet(part.length()) > budget) {
                held.addAndGet(-part.length());
                refuse(Problem.UNAVAILABLE);
            } else {
                bytes.appendBuffer(part);
            }
        }

        private void refuse(Problem problem) {
            release();
            whole.tryFail(new Refusal(problem));
        }

        /** Gives back what it holds; may be called again. */
        void release() {
            held.addAndGet(-bytes.length());
            bytes = Buffer.buffer();
        }
    }
}
