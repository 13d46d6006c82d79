package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.Receipts;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** All routes of the device door. */
public final class DeviceDoor {
    private final SubmissionRoute submissions;
    private final EpochRoute epochs;
    private final ReceiptRoute receiptRoute;
    private final EstRoutes est;
    private final Answers answers;

    /**
     * Builds the door.
     *
     * @param maxNonceAge how long an epoch lasts
     * @param blocking where calls to other services run
     */
    public DeviceDoor(
            DoorSettings settings,
            Admission admission,
            Intake intake,
            Outcomes outcomes,
            Receipts receipts,
            EnrolmentDesk desk,
            EpochIssuer issuer,
            Duration maxNonceAge,
            Executor blocking) {
        answers = new Answers(issuer);
        EpochOffer offer = new EpochOffer(issuer, maxNonceAge, InstantSource.system());
        VerdictWait verdicts = new VerdictWait(intake, outcomes, receipts, answers, blocking);
        submissions = new SubmissionRoute(intake, receipts, verdicts, offer, answers, settings);
        epochs = new EpochRoute(admission, issuer, answers, settings);
        receiptRoute = new ReceiptRoute(admission, receipts, answers, blocking, settings);
        est = new EstRoutes(desk, admission, answers, blocking, settings);
    }

    /** Adds the routes; whatever else is asked for is not here. */
    public void addTo(Router router) {
        router.post("/v1/streams/:stream").handler(submissions);
        router.get("/v1/epoch").handler(epochs);
        router.get("/v1/receipts/:event").handler(receiptRoute);
        est.addTo(router);
        router.route().last().handler(ctx -> answers.problem(ctx, Problem.NOT_FOUND, null));
    }
}
