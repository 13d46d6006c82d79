package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Receipt;
import io.sealstream.ingest.Receipts;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/** {@code GET /v1/receipts/{eventId}}: what became of one of the device's own events. */
final class ReceiptRoute implements Handler<RoutingContext> {
    private final Admission admission;
    private final Receipts receipts;
    private final Answers answers;
    private final Executor blocking;
    private final EndpointSettings settings;

    ReceiptRoute(
            Admission admission,
            Receipts receipts,
            Answers answers,
            Executor blocking,
            EndpointSettings settings) {
        this.admission = admission;
        this.receipts = receipts;
        this.answers = answers;
        this.blocking = blocking;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext ctx) {
        try {
            DeviceCaller caller = DeviceCaller.active(ctx.request(), settings.callers(), admission);
            EventId eventId = EventId.parse(ctx.pathParam("event"));
            Context context = ctx.vertx().getOrCreateContext();
            blocking.execute(() -> find(ctx, context, caller, eventId));
        } catch (InvalidIdentifierException e) {
            answers.problem(ctx, Problem.MALFORMED_REQUEST, null);
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    private void find(RoutingContext ctx, Context context, DeviceCaller caller, EventId eventId) {
        try {
            Receipt receipt =
                    receipts.find(caller.device(), eventId)
                            .orElseThrow(() -> new Refusal(Problem.NOT_FOUND));
            context.runOnContext(run -> answers.receipt(ctx, 200, receipt, null));
        } catch (RuntimeException e) {
            context.runOnContext(run -> answers.failure(ctx, e, null));
        }
    }
}
