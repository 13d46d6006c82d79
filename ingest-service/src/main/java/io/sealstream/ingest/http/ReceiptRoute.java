package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Receipt;
import io.sealstream.ingest.Receipts;
import io.sealstream.ingest.Refusal;
import io.sealstream.ingest.Taken;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SignedDigest;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * {@code GET /v1/receipts/{eventId}?signed=}: what became of one of the device's own events; with
 * {@code signed}, of that very submission.
 */
final class ReceiptRoute implements Handler<RoutingContext> {
    private static final String SIGNED = "signed";

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

    /** Where the receipt of a submission is. */
    static String location(Taken taken) {
        return "/v1/receipts/" + taken.receipt().eventId() + "?" + SIGNED + "=" + taken.signed();
    }

    @Override
    public void handle(RoutingContext ctx) {
        try {
            DeviceCaller caller = DeviceCaller.active(ctx.request(), settings.callers(), admission);
            EventId eventId = EventId.parse(ctx.pathParam("event"));
            Optional<SignedDigest> signed =
                    ctx.queryParam(SIGNED).stream().map(SignedDigest::parse).findFirst();
            Context context = ctx.vertx().getOrCreateContext();
            blocking.execute(() -> find(ctx, context, caller.device(), eventId, signed));
        } catch (InvalidIdentifierException e) {
            answers.problem(ctx, Problem.MALFORMED_REQUEST, null);
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    private void find(
            RoutingContext ctx,
            Context context,
            DeviceId device,
            EventId eventId,
            Optional<SignedDigest> signed) {
        try {
            Receipt receipt =
                    receipts.find(device, eventId, signed)
                            .orElseThrow(() -> new Refusal(Problem.NOT_FOUND));
            context.runOnContext(run -> answers.receipt(ctx, 200, receipt));
        } catch (RuntimeException e) {
            context.runOnContext(run -> answers.failure(ctx, e, null));
        }
    }
}
