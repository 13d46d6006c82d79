package io.sealstream.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.LogUnavailableException;
import io.sealstream.ingest.Receipt;
import io.sealstream.ingest.Refusal;
import io.sealstream.ingest.Taken;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.nonce.EpochToken;
import io.sealstream.protocol.signature.AcceptSignature;
import io.sealstream.servicekit.devices.DeviceTableUnavailableException;
import io.sealstream.servicekit.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes what the endpoint answers. */
final class Answers {
    static final String EPOCH = "Device-Epoch";
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private final Epochs epochs;
    private final MeterRegistry meters;
    private final RareLog outages = new RareLog(LOG);

    Answers(Epochs epochs, MeterRegistry meters) {
        this.epochs = epochs;
        this.meters = meters;
    }

    /** What became of an event that was kept. */
    void taken(RoutingContext ctx, Taken taken) {
        int status =
                switch (taken.progress()) {
                    case PENDING -> 202;
                    case STORED -> 201;
                    case ALREADY_STORED -> 200;
                };
        ctx.response()
                .putHeader(EPOCH, taken.epoch().text())
                .putHeader("Location", ReceiptRoute.location(taken));
        receipt(ctx, status, taken.receipt());
    }

    /** A receipt, with the status that fits. */
    void receipt(RoutingContext ctx, int status, Receipt receipt) {
        HttpServerResponse response = ctx.response();
        if (response.ended()) {
            return;
        }
        count(receipt.state());
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(Json.write(receipt)));
    }

    /**
     * Answers a failure with its problem; what is unexpected is logged and answered as unavailable.
     */
    void failure(RoutingContext ctx, Throwable failure, @Nullable DeviceId device) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        switch (cause) {
            case Refusal refusal -> problem(ctx, refusal.problem(), device);
            case BodyReader.AbortedException e -> LOG.debug(e.getMessage(), e.getCause());
            case ProblemException e -> {
                LOG.warn(e.getMessage(), e.getCause());
                problem(ctx, e.problem(), device);
            }
            case DeviceTableUnavailableException e -> unavailable(ctx, e, device);
            case LogUnavailableException e -> unavailable(ctx, e, device);
            default -> {
                // Whatever the cause, it is not certain that the event was kept: the device
                // retries.
                LOG.errorf(cause, "an event was not kept, error id %s", UUID.randomUUID());
                problem(ctx, Problem.UNAVAILABLE, device);
            }
        }
    }

    private void unavailable(RoutingContext ctx, Throwable e, @Nullable DeviceId device) {
        outages.warn(e);
        problem(ctx, Problem.UNAVAILABLE, device);
    }

    /** A problem document (RFC 9457). What a fresh nonce mends is answered with one. */
    void problem(RoutingContext ctx, Problem problem, @Nullable DeviceId device) {
        HttpServerResponse response = ctx.response();
        if (response.ended()) {
            return;
        }
        count(problem.label());
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json");
        if (problem.remedy() == Problem.Remedy.FRESH_NONCE && device != null) {
            EpochToken fresh = epochs.issue(device);
            response.putHeader(EPOCH, fresh.text())
                    .putHeader("Accept-Signature", AcceptSignature.fieldValue(fresh));
        }
        if (problem.saysRetryAfter()) {
            response.putHeader("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
        }
        if (problem == Problem.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"enrolment\"");
        }
        boolean closes = problem.closesConnection() || closesUnread(ctx.request());
        if (!closes) {
            discardBody(ctx.request());
        }
        if (closes && ctx.request().version() == HttpVersion.HTTP_1_1) {
            response.putHeader("Connection", "close");
        }
        var ended = response.end(Buffer.buffer(problem.document()));
        if (closes) {
            ended.onComplete(done -> ctx.request().connection().close());
        }
    }

    /**
     * Whether what comes next cannot be told from a request, or not how long it is: a client that
     * waits decides by itself what it does after a final status (RFC 9110, section 10.1.1), and a
     * body in chunks may have no end.
     */
    private static boolean closesUnread(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1
                && !request.isEnded()
                && (Expectation.waits(request)
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    /** Lets a body pass by, so that the next request on the connection is reached. */
    private static void discardBody(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(part -> {});
            request.resume();
        }
    }

    private void count(String answer) {
        meters.counter("sealstream.ingest.answers", "answer", answer).increment();
    }
}
