package io.sealstream.ingest;

import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.RejectedNotice.Reason;
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
    Ticket open(EventFacts facts, Duration wait) {
        return new Ticket(facts, wait, outcomes.await(facts.device(), facts.eventId()));
    }

    /** The wait for one event. */
    static final class Ticket {
        private final EventFacts facts;
        private final long deadline;
        private final CompletableFuture<Outcome> outcome;

        private Ticket(EventFacts facts, Duration wait, CompletableFuture<Outcome> outcome) {
            this.facts = facts;
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
                return new Taken(Taken.Progress.PENDING, Receipt.pending(facts.eventId()), epoch);
            }
            throw cause instanceof RuntimeException e ? e : new CompletionException(cause);
        }
    }

    private static Taken taken(Outcome became, EpochToken epoch) {
        return switch (became) {
            case Outcome.Stored(StoredNotice notice) ->
                    switch (notice.outcome()) {
                        case STORED ->
                                new Taken(Taken.Progress.STORED, Receipt.stored(notice), epoch);
                        case ALREADY_STORED ->
                                new Taken(
                                        Taken.Progress.ALREADY_STORED,
                                        Receipt.stored(notice),
                                        epoch);
                        case EVENT_CONFLICT -> throw new Refusal(Problem.EVENT_CONFLICT);
                    };
            case Outcome.Rejected(var notice) -> throw new Refusal(problemOf(notice.reason()));
        };
    }

    private static Problem problemOf(Reason reason) {
        return switch (reason) {
            case NONCE_STALE -> Problem.BAD_NONCE;
            case NONCE_CONFLICT -> Problem.NONCE_CONFLICT;
            case BAD_SIGNATURE, MALFORMED_EVIDENCE -> Problem.BAD_SIGNATURE;
            case UNKNOWN_DEVICE, DEVICE_REVOKED, UNKNOWN_KEY -> Problem.FORBIDDEN;
        };
    }
}
