package io.sealstream.ingest.http;

import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request body up to a limit, and no further. */
final class BoundedBody {
    private BoundedBody() {}

    /** The body; fails with {@code too-large} as soon as it is known to be. */
    static Future<byte[]> read(HttpServerRequest request, int limit) {
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
        request.resume();
        return whole.future();
    }
}
