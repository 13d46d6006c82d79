package io.sealstream.ingest;

import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.nonce.EpochToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes events in: admits, seals, appends, and waits for what becomes of them. */
public final class Intake {
    private final Admission admission;
    private final DataKeys dataKeys;
    private final SubmissionLog log;
    private final TakenSubmissions takenSubmissions;
    private final OutcomeWait outcomes;
    private final EpochOffer epochs;
    private final InstantSource clock;

    public Intake(
            Admission admission,
            DataKeys dataKeys,
            SubmissionLog log,
            TakenSubmissions takenSubmissions,
            OutcomeWait outcomes,
            EpochOffer epochs,
            InstantSource clock) {
        this.admission = admission;
        this.dataKeys = dataKeys;
        this.log = log;
        this.takenSubmissions = takenSubmissions;
        this.outcomes = outcomes;
        this.epochs = epochs;
        this.clock = clock;
    }

    /**
     * Takes an event. The stage completes once the event cannot be lost any more or, when the
     * device wants to wait, once it is stored or the wait is over. It fails with a {@link Refusal}
     * when the request or, later, the guard or storage refuses the event, and with another
     * exception when it is not certain that the event was kept.
     *
     * @param wait how long the device wants to wait for storage; zero for not at all
     */
    public CompletionStage<Taken> take(EventRequest request, Duration wait) {
        try {
            Admitted admitted = admission.admit(request, clock.instant());
            EpochToken epoch = epochs.after(admitted.nonce(), request.device());
            SignedDigest signed = admitted.signed();
            EventId eventId = admitted.facts().eventId();
            takenSubmissions.taken(admitted.facts(), signed);
            if (wait.isZero()) {
                return keep(admitted, signed, request.content())
                        .thenApply(kept -> Taken.pending(eventId, signed, epoch));
            }
            OutcomeWait.Ticket ticket = outcomes.open(eventId, signed, wait);
            return keep(admitted, signed, request.content())
                    .whenComplete((kept, failure) -> ticket.closeOn(failure))
                    .thenCompose(kept -> ticket.outcome(epoch));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> keep(Admitted admitted, SignedDigest signed, byte[] content) {
        EnvelopeKey envelopeKey = admitted.device().state().envelopeKey();
        if (envelopeKey == null) {
            throw new Refusal(Problem.UNAVAILABLE);
        }
        Instant receivedAt = clock.instant();
        return dataKeys.seal(envelopeKey, admitted.facts(), content)
                .thenApply(sealed ->
                        new Submission(
                                admitted.facts(),
                                receivedAt,
                                content.length,
                                sealed,
                                admitted.signature().evidence()))
                .thenCompose(log::append)
                .thenRun(() -> takenSubmissions.kept(admitted.facts(), signed));
    }
}
