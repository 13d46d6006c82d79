package io.sealstream.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.ingest.Admission;
import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.ingest.EnrolmentLimits;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Receipts;
import io.sealstream.protocol.Problem;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;

/** All routes of the device endpoint. */
public final class DeviceEndpoint {
    private final SubmissionRoute submissions;
    private final EpochRoute epochs;
    private final ReceiptRoute receiptRoute;
    private final EstRoutes est;
    private final Answers answers;

    /**
     * Builds the endpoint.
     *
     * @param blocking where calls to other services run
     */
    public DeviceEndpoint(
            EndpointSettings settings,
            Admission admission,
            Intake intake,
            Receipts receipts,
            EnrolmentDesk desk,
            EnrolmentLimits limits,
            Epochs issuer,
            Executor blocking,
            MeterRegistry meters) {
        answers = new Answers(issuer, meters);
        BodyReader bodies = new BodyReader(settings.maxHeldBytes(), settings.bodyDeadline());
        submissions = new SubmissionRoute(admission, intake, bodies, answers, settings);
        epochs = new EpochRoute(admission, issuer, answers, settings);
        receiptRoute = new ReceiptRoute(admission, receipts, answers, blocking, settings);
        est = new EstRoutes(desk, limits, admission, bodies, answers, blocking, settings);
    }

    /** Adds the routes; every other path is answered as not found. */
    public void addTo(Router router) {
        router.post("/v1/streams/:stream").handler(submissions);
        router.get("/v1/epoch").handler(epochs);
        router.get("/v1/receipts/:event").handler(receiptRoute);
        est.addTo(router);
        router.route().last().handler(ctx -> answers.problem(ctx, Problem.NOT_FOUND, null));
    }
}
