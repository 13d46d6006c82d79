package io.sealstream.device;

import io.sealstream.device.SendResult.Kept;
import io.sealstream.device.SendResult.Rejected;
import io.sealstream.device.SendResult.Stored;
import io.sealstream.protocol.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one event to where the platform says it is stored or rejected, or gives up for now. A
 * refused nonce is tried once more with a fresh epoch; a busy or absent platform is asked again
 * after the time it names, or a growing pause, until patience ends.
 */
final class Delivery {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Refusals that are about the event itself: sending it again cannot help. */
    private static final Set<String> FINAL =
            Set.of(
                    "malformed-request",
                    "malformed-signature",
                    "digest-mismatch",
                    "bad-signature",
                    "not-found",
                    "nonce-conflict",
                    "event-conflict",
                    "too-large",
                    "unsupported-type");

    private final DeviceSession session;
    private final OutgoingEvent event;
    private final long deadline;
    private boolean triedFreshNonce;
    private Duration pause = FIRST_PAUSE;

    Delivery(DeviceSession session, OutgoingEvent event, Duration patience) {
        this.session = session;
        this.event = event;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    SendResult run() throws InterruptedException {
        String why = "not sent";
        do {
            try {
                SignedEvent signed = session.prepare(event);
                Answer answer = session.door().transmit(signed);
                Optional<SendResult> result = judge(signed, answer);
                if (result.isPresent()) {
                    return result.get();
                }
                why = "the door answered " + answer.status();
                answer.retryAfter().ifPresent(after -> pause = after);
            } catch (IOException e) {
                why = "the door does not answer";
            }
        } while (waited());
        return new Kept(event.id(), why);
    }

    /** Empty when it should be sent again. */
    private Optional<SendResult> judge(SignedEvent signed, Answer answer)
            throws IOException, InterruptedException {
        Optional<Receipt> receipt = answer.receipt();
        if (answer.status() / 100 == 2) {
            return receipt.filter(r -> r.state() != Receipt.State.PENDING).isPresent()
                    ? conclude(signed, receipt.get())
                    : follow(signed);
        }
        if (answer.is(Problem.BAD_NONCE)) {
            answer.epoch()
                    .ifPresentOrElse(
                            fresh -> session.epochs().replace(signed.nonce(), fresh),
                            () -> session.epochs().forget(signed.nonce()));
            return again("the nonce was refused twice");
        }
        String problem = answer.problem().orElse("");
        if (FINAL.contains(problem)) {
            return Optional.of(new Rejected(event.id(), problem));
        }
        boolean mayPass =
                answer.status() >= 500 || answer.status() == 429 || answer.status() == 425;
        String why = problem.isEmpty() ? "the door answered " + answer.status() : problem;
        return mayPass ? Optional.empty() : Optional.of(new Kept(event.id(), why));
    }

    private Optional<SendResult> conclude(SignedEvent signed, Receipt receipt) {
        if (receipt.state() == Receipt.State.STORED) {
            return Optional.of(new Stored(event.id(), receipt));
        }
        if (receipt.reason().equals("nonce-stale") || receipt.reason().equals("bad-nonce")) {
            session.epochs().forget(signed.nonce());
            return again("the nonce was refused twice");
        }
        return Optional.of(new Rejected(event.id(), receipt.reason()));
    }

    /** Asks for the receipt until it says what became of the event. */
    private Optional<SendResult> follow(SignedEvent signed)
            throws IOException, InterruptedException {
        while (waited()) {
            Answer answer = session.door().get("/v1/receipts/" + event.id());
            Optional<Receipt> receipt =
                    answer.receipt().filter(r -> r.state() != Receipt.State.PENDING);
            if (receipt.isPresent()) {
                return conclude(signed, receipt.get());
            }
        }
        return Optional.of(new Kept(event.id(), "accepted, but not yet stored"));
    }

    private Optional<SendResult> again(String why) {
        if (triedFreshNonce) {
            return Optional.of(new Kept(event.id(), why));
        }
        triedFreshNonce = true;
        pause = Duration.ZERO;
        return Optional.empty();
    }

    /** Waits before the next try; false when patience has ended. */
    private boolean waited() throws InterruptedException {
        if (System.nanoTime() + pause.toNanos() >= deadline) {
            return false;
        }
        Thread.sleep(pause);
        Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        return true;
    }
}
