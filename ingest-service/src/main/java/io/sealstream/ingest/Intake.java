package io.sealstream.ingest;

import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Takes events in: admits, seals, appends. What comes back was kept for good. */
public final class Intake {
    private final Admission admission;
    private final DataKeys dataKeys;
    private final SubmissionLog log;
    private final InstantSource clock;

    public Intake(Admission admission, DataKeys dataKeys, SubmissionLog log, InstantSource clock) {
        this.admission = admission;
        this.dataKeys = dataKeys;
        this.log = log;
        this.clock = clock;
    }

    /** Checks a request without keeping anything. Throws {@link Refusal}. */
    public Admitted admit(EventRequest request) {
        return admission.admit(request, clock.instant());
    }

    /** Seals and keeps an admitted event; completes when it cannot be lost any more. */
    public CompletionStage<Submission> keep(Admitted admitted, byte[] content) {
        EnvelopeKey envelopeKey = admitted.device().state().envelopeKey();
        if (envelopeKey == null) {
            throw new Refusal(Problem.UNAVAILABLE);
        }
        Instant receivedAt = clock.instant();
        return dataKeys.seal(envelopeKey, admitted.binding(), content)
                .thenApply(sealed -> submission(admitted, content.length, sealed, receivedAt))
                .thenCompose(kept -> log.append(kept).thenApply(done -> kept));
    }

    private static Submission submission(
            Admitted admitted, int size, byte[] sealed, Instant receivedAt) {
        return new Submission(
                admitted.binding().device(),
                admitted.binding().stream(),
                admitted.binding().eventId(),
                receivedAt,
                admitted.binding().contentType(),
                admitted.binding().contentDigest(),
                size,
                sealed,
                admitted.signature().evidence());
    }
}
