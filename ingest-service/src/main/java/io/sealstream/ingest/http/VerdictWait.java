package io.sealstream.ingest.http;

import io.sealstream.ingest.Admitted;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Outcome;
import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.Receipt;
import io.sealstream.ingest.Receipts;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StoredNotice;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps an event and answers once it is stored or refused, or says 202 when the time is over. */
final class VerdictWait {
    private final Intake intake;
    private final Outcomes outcomes;
    private final Receipts receipts;
    private final Answers answers;
    private final Executor blocking;

    VerdictWait(
            Intake intake,
            Outcomes outcomes,
            Receipts receipts,
            Answers answers,
            Executor blocking) {
        this.intake = intake;
        this.outcomes = outcomes;
        this.receipts = receipts;
        this.answers = answers;
        this.blocking = blocking;
    }

    void keepAndWait(
            RoutingContext ctx, Admitted admitted, byte[] content, String epoch, int seconds) {
        Waiting waiting =
                new Waiting(
                        ctx,
                        ctx.vertx().getOrCreateContext(),
                        admitted,
                        epoch,
                        System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        CompletableFuture<Outcome> outcome = await(waiting);
        intake.keep(admitted, content)
                .whenComplete((kept, failure) -> {
                    if (failure != null) {
                        outcome.cancel(false);
                        waiting.answer(
                                () -> answers.failure(ctx, failure, admitted.binding().device()));
                        return;
                    }
                    receipts.kept(kept);
                    settleWith(waiting, outcome);
                });
    }

    private CompletableFuture<Outcome> await(Waiting waiting) {
        return outcomes.await(
                waiting.admitted.binding().device(), waiting.admitted.binding().eventId());
    }

    private void settleWith(Waiting waiting, CompletableFuture<Outcome> outcome) {
        var _ =
                outcome.orTimeout(waiting.nanosLeft(), TimeUnit.NANOSECONDS)
                        .whenComplete((o, timeout) -> settle(waiting, o, timeout));
    }

    private void settle(Waiting waiting, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (failure instanceof TimeoutException || outcome == null) {
            waiting.answer(() -> receipt(waiting, 202, pending(waiting)));
            return;
        }
        switch (outcome) {
            case Outcome.Stored(StoredNotice notice) -> stored(waiting, notice);
            case Outcome.Rejected(var notice) -> {
                if (notice.reason() == Reason.RETRY) {
                    retried(waiting);
                } else {
                    Problem problem = problemOf(notice.reason());
                    waiting.answer(() -> answers.problem(waiting.ctx, problem, notice.deviceId()));
                }
            }
        }
    }

    private void stored(Waiting waiting, StoredNotice notice) {
        waiting.answer(() -> {
            switch (notice.outcome()) {
                case STORED -> receipt(waiting, 201, Receipt.stored(notice));
                case ALREADY_STORED -> receipt(waiting, 200, Receipt.stored(notice));
                case EVENT_CONFLICT ->
                        answers.problem(waiting.ctx, Problem.EVENT_CONFLICT, notice.deviceId());
            }
        });
    }

    /** The first copy is stored, or on its way: then the wait goes on. */
    private void retried(Waiting waiting) {
        CompletableFuture<Outcome> next = await(waiting);
        blocking.execute(() -> {
            try {
                var binding = waiting.admitted.binding();
                Optional<Receipt> known =
                        receipts.find(binding.device(), binding.eventId())
                                .filter(receipt -> receipt.state().equals("stored"));
                if (known.isPresent()) {
                    next.cancel(false);
                    waiting.answer(() -> receipt(waiting, 200, known.get()));
                } else {
                    settleWith(waiting, next);
                }
            } catch (RuntimeException e) {
                settleWith(waiting, next);
            }
        });
    }

    private void receipt(Waiting waiting, int status, Receipt receipt) {
        answers.receipt(waiting.ctx, status, receipt, waiting.epoch);
    }

    private static Receipt pending(Waiting waiting) {
        return Receipt.pending(waiting.admitted.binding().eventId());
    }

    private static Problem problemOf(Reason reason) {
        return switch (reason) {
            case NONCE_STALE -> Problem.BAD_NONCE;
            case NONCE_CONFLICT -> Problem.NONCE_CONFLICT;
            case BAD_SIGNATURE -> Problem.BAD_SIGNATURE;
            case RETRY, UNKNOWN_DEVICE, DEVICE_REVOKED, UNKNOWN_KEY, MISMATCH -> Problem.FORBIDDEN;
        };
    }

    /** One request that waits. */
    private record Waiting(
            RoutingContext ctx, Context context, Admitted admitted, String epoch, long deadline) {
        long nanosLeft() {
            return Math.max(1, deadline - System.nanoTime());
        }

        void answer(Runnable answer) {
            context.runOnContext(run -> answer.run());
        }
    }
}
