package io.sealstream.ingest.http;

import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request body up to a limit, and no further. A client that waits is told to send it. */
final class BoundedBody {
    private BoundedBody() {}

    /**
     * The body; fails with {@code too-large} as soon as it is known to be, which may be before any
     * of it is read.
     */
    static Future<byte[]> read(HttpServerRequest request, int limit) {
        try {
            requireFitting(request, limit);
        } catch (Refusal e) {
            return Future.failedFuture(e);
        }
        Promise<byte[]> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > limit) {
                whole.tryFail(new Refusal(Problem.TOO_LARGE));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete(body.getBytes()));
        Expectation.meet(request);
        request.resume();
        return whole.future();
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
}
