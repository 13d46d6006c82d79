package io.sealstream.servicekit.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.sealstream.protocol.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Answers requests that no route can be found for: without a host or with several (RFC 9112 3.2),
 * or with a path that cannot be decoded (RFC 3986 2.1). The router would log each as an error of
 * ours, with a stack trace, so that any caller could fill the log.
 */
@ApplicationScoped
public class UnroutableRequests {
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    private static final Pattern DECODABLE = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

    void serve(@Observes Router router) {
        guard(router);
    }

    void manage(@Observes ManagementInterface management) {
        guard(management.router());
    }

    private static void guard(Router router) {
        router.route()
                .order(BEFORE_ALL_OTHERS)
                .handler(UnroutableRequests::requirePlace)
                .failureHandler(UnroutableRequests::answerFailure);
    }

    private static void requirePlace(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (DECODABLE.matcher(request.path()).matches()
                && request.headers().getAll(HttpHeaders.HOST).size() <= 1) {
            ctx.next();
        } else {
            answer(ctx, Problem.MALFORMED_REQUEST);
        }
    }

    /** Failures of the caller; what is ours goes on to the handler that logs it. */
    private static void answerFailure(RoutingContext ctx) {
        if (ctx.response().headWritten()) {
            ctx.next();
            return;
        }
        switch (ctx.statusCode()) {
            case 400 -> answer(ctx, Problem.MALFORMED_REQUEST);
            case 404 -> answer(ctx, Problem.NOT_FOUND);
            case 405 -> answer(ctx, Problem.METHOD_NOT_ALLOWED);
            case 413 -> answer(ctx, Problem.TOO_LARGE);
            case 415 -> answer(ctx, Problem.UNSUPPORTED_TYPE);
            default -> ctx.next();
        }
    }

    private static void answer(RoutingContext ctx, Problem problem) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response();
        // What is left of a body that nobody reads could not be told from the next request.
        boolean closes = request.version() != HttpVersion.HTTP_2 && !request.isEnded();
        if (closes) {
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json");
        var ended = response.end(Buffer.buffer(problem.document()));
        if (closes) {
            ended.onComplete(done -> request.connection().close());
        }
    }
}
