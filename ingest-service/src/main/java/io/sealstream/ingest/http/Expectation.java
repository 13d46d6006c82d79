package io.sealstream.ingest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * {@code Expect: 100-continue} (RFC 9110, section 10.1.1): the client sends the body only when it
 * is told to. A request that is refused for its header fields gets the final status instead, and
 * its body is not read.
 */
final class Expectation {
    private Expectation() {}

    /** Whether the client may still be waiting; HTTP/1.0 has no such thing. */
    static boolean waits(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_1_0
                && request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)
                && !request.isEnded();
    }

    /** Tells a client that waits to send the body. */
    static void meet(HttpServerRequest request) {
        if (waits(request)) {
            var _ = request.response().writeContinue();
        }
    }
}
