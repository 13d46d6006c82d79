package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.EventRequest;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;

/** {@code POST /v1/streams/{stream}}: one event. */
final class SubmissionRoute implements Handler<RoutingContext> {
    private final Admission admission;
    private final Intake intake;
    private final BodyReader bodies;
    private final Answers answers;
    private final EndpointSettings settings;

    SubmissionRoute(
            Admission admission,
            Intake intake,
            BodyReader bodies,
            Answers answers,
            EndpointSettings settings) {
        this.admission = admission;
        this.intake = intake;
        this.bodies = bodies;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        try {
            DeviceCaller caller = DeviceCaller.of(request, settings.callers());
            requireNoEarlyData(request);
            admission.enter(
                    caller.device(), caller.certificateKey(), InstantSource.system().instant());
            requirePromising(request);
            bodies.read(ctx, settings.maxContentBytes(), sender(caller.device()))
                    .onSuccess(content -> receive(ctx, caller, content))
                    .onFailure(failure -> answers.failure(ctx, failure, caller.device()));
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    private BodyReader.Sender sender(DeviceId device) {
        return new BodyReader.Sender(device, bytes -> admission.charge(device, bytes));
    }

    private void receive(RoutingContext ctx, DeviceCaller caller, byte[] content) {
        try {
            EventRequest event = RequestFields.event(ctx, caller, content);
            Duration wait = Preference.wait(ctx.request().getHeader("Prefer"));
            Context context = ctx.vertx().getOrCreateContext();
            var _ =
                    intake.take(event, wait)
                            .whenComplete((taken, failure) ->
                                    context.runOnContext(run -> {
                                        if (failure != null) {
                                            answers.failure(ctx, failure, caller.device());
                                        } else {
                                            answers.taken(ctx, taken);
                                        }
                                    }));
        } catch (RuntimeException e) {
            answers.failure(ctx, e, caller.device());
        }
    }

    /**
     * What the header fields decide is decided before a client that waits sends its body. For the
     * others admission looks at the same once, with the body.
     */
    private void requirePromising(HttpServerRequest request) {
        if (Expectation.waits(request)) {
            admission.requireSupported(
                    RequestFields.required(request, "content-type"),
                    RequestFields.field(request, "content-encoding"));
        }
    }

    /** RFC 8470: a request that may have been replayed in TLS early data is not taken. */
    private static void requireNoEarlyData(HttpServerRequest request) {
        if (request.getHeader("Early-Data") != null) {
            throw new Refusal(Problem.TOO_EARLY);
        }
    }
}
