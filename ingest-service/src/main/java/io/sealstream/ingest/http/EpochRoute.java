package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.nonce.EpochToken;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/epoch}: a fresh epoch for a device that has none. */
final class EpochRoute implements Handler<RoutingContext> {
    private final Admission admission;
    private final Epochs epochs;
    private final Answers answers;
    private final EndpointSettings settings;

    EpochRoute(Admission admission, Epochs epochs, Answers answers, EndpointSettings settings) {
        this.admission = admission;
        this.epochs = epochs;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext ctx) {
        try {
            DeviceCaller caller = DeviceCaller.active(ctx.request(), settings.callers(), admission);
            EpochToken fresh = epochs.issue(caller.device());
            ctx.response()
                    .putHeader(Answers.EPOCH, fresh.text())
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(Json.write(new Answer(fresh.text()))));
        } catch (Refusal e) {
            answers.problem(ctx, e.problem(), null);
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    private record Answer(String epoch) {}
}
