package io.sealstream.ingest;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.nonce.EpochToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for the outcome of an event, on behalf of one request. */
public final class OutcomeWait {
    private final Outcomes outcomes;

    public OutcomeWait(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** Begins to wait; to be called before the event is appended, so that no outcome is missed. */
    Ticket open(EventId eventId, SignedDigest signed, Duration wait) {
        return new Ticket(eventId, signed, wait, outcomes.await(signed));
    }

    /** The wait for one event. */
    static final class Ticket {
        private final EventId eventId;
        private final SignedDigest signed;
        private final long deadline;
        private final CompletableFuture<Outcome> outcome;

        private Ticket(
                EventId eventId,
                SignedDigest signed,
                Duration wait,
                CompletableFuture<Outcome> outcome) {
            this.eventId = eventId;
            this.signed = signed;
            this.deadline = System.nanoTime() + wait.toNanos();
            this.outcome = outcome;
        }

        /** Stops waiting when the event was not kept. */
        void closeOn(@Nullable Throwable failure) {
            if (failure != null) {
                outcome.cancel(false);
            }
        }

        /** What became of the event, or pending at the time limit; fails with a {@link Refusal}. */
        CompletionStage<Taken> outcome(EpochToken epoch) {
            long left = Math.max(1, deadline - System.nanoTime());
            return outcome.orTimeout(left, TimeUnit.NANOSECONDS)
                    .thenApply(became -> taken(became, epoch))
                    .exceptionally(failure -> pendingAfter(failure, epoch));
        }

        private Taken pendingAfter(Throwable failure, EpochToken epoch) {
            Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
            if (cause instanceof TimeoutException) {
                return Taken.pending(eventId, signed, epoch);
            }
            throw cause instanceof RuntimeException e ? e : new CompletionException(cause);
        }
    }

    private static Taken taken(Outcome became, EpochToken epoch) {
        return switch (became) {
            case Outcome.Stored(StoredNotice notice) ->
                    switch (notice.outcome()) {
                        case STORED -> Taken.of(Taken.Progress.STORED, notice, epoch);
                        case ALREADY_STORED ->
                                Taken.of(Taken.Progress.ALREADY_STORED, notice, epoch);
                    };
            case Outcome.Rejected(var notice) -> throw new Refusal(notice.reason().problem());
        };
    }
}
