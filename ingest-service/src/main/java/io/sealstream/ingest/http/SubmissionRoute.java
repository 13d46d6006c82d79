package io.sealstream.ingest.http;

import io.sealstream.ingest.Admitted;
import io.sealstream.ingest.EventRequest;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Receipt;
import io.sealstream.ingest.Receipts;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/streams/{stream}}: one event. */
final class SubmissionRoute implements Handler<RoutingContext> {
    private final Intake intake;
    private final Receipts receipts;
    private final VerdictWait verdicts;
    private final EpochOffer epochs;
    private final Answers answers;
    private final DoorSettings settings;

    SubmissionRoute(
            Intake intake,
            Receipts receipts,
            VerdictWait verdicts,
            EpochOffer epochs,
            Answers answers,
            DoorSettings settings) {
        this.intake = intake;
        this.receipts = receipts;
        this.verdicts = verdicts;
        this.epochs = epochs;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        try {
            DeviceCaller caller = DeviceCaller.of(request, settings.callers());
            requireNoEarlyData(request);
            requireFitting(request);
            BoundedBody.read(request, settings.maxContentBytes())
                    .onSuccess(content -> receive(ctx, caller, content))
                    .onFailure(failure -> answers.failure(ctx, failure, caller.device()));
        } catch (Refusal e) {
            answers.problem(ctx, e.problem(), null);
        }
    }

    private void receive(RoutingContext ctx, DeviceCaller caller, byte[] content) {
        try {
            EventRequest event = RequestFields.event(ctx, caller, content);
            Admitted admitted = intake.admit(event);
            String epoch = epochs.after(admitted.signature().parameters().nonce(), caller.device());
            int seconds = Preference.waitSeconds(ctx.request().getHeader("Prefer"));
            if (seconds > 0) {
                verdicts.keepAndWait(ctx, admitted, content, epoch, seconds);
            } else {
                keep(ctx, admitted, content, epoch);
            }
        } catch (RuntimeException e) {
            answers.failure(ctx, e, caller.device());
        }
    }

    private void keep(RoutingContext ctx, Admitted admitted, byte[] content, String epoch) {
        Context context = ctx.vertx().getOrCreateContext();
        intake.keep(admitted, content)
                .whenComplete((kept, failure) ->
                        context.runOnContext(run -> {
                            if (failure != null) {
                                answers.failure(ctx, failure, admitted.binding().device());
                                return;
                            }
                            receipts.kept(kept);
                            answers.receipt(ctx, 202, Receipt.pending(kept.eventId()), epoch);
                        }));
    }

    private void requireFitting(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            if (length != null && Long.parseLong(length) > settings.maxContentBytes()) {
                throw new Refusal(Problem.TOO_LARGE);
            }
        } catch (NumberFormatException e) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
    }

    /** RFC 8470: a request that may have been replayed in TLS early data is not taken. */
    private static void requireNoEarlyData(HttpServerRequest request) {
        if (request.getHeader("Early-Data") != null) {
            throw new Refusal(Problem.TOO_EARLY);
        }
    }
}
