package io.sealstream.device;

import io.sealstream.device.SendResult.Kept;
import io.sealstream.device.SendResult.Rejected;
import io.sealstream.device.SendResult.Stored;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.RejectedNotice.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings one event to where the platform says it is stored or rejected, or gives up for now. What
 * is refused for its nonce or its age is signed once more, with a fresh epoch; a busy or absent
 * platform is asked again after the time it names, or a growing pause, until patience ends.
 */
final class Delivery {
    static final String EXPIRED =
            "the certificate has expired: enrol again in the same folder with a new token";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final String CLONES =
            "the nonce was refused twice: probably more than two senders use this device's identity"
                    + " at a time; let the others end, then send again";
    private static final String TIME = "the time of the signature was refused twice";

    private final DeviceSession session;
    private final OutgoingEvent event;
    private final long deadline;
    private boolean triedFreshNonce;
    private boolean unanswered;
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
                Answer answer = session.ingest().transmit(signed);
                unanswered = false;
                Optional<SendResult> result = judge(signed, answer);
                if (result.isPresent()) {
                    return result.get();
                }
                why = "ingest answered " + answer.status();
                answer.retryAfter().ifPresent(after -> pause = after);
            } catch (IOException e) {
                unanswered = true;
                why = unlessExpired("ingest does not answer");
            }
        } while (waited());
        return new Kept(event.id(), why);
    }

    /** An expired certificate is tried all the same: the clock of the device may be wrong. */
    private String unlessExpired(String why) {
        return session.identity().isExpired(Instant.now()) ? EXPIRED : why;
    }

    /** Whether the last try met nobody. */
    boolean isUnanswered() {
        return unanswered;
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
        if (answer.status() == Problem.TOO_LARGE.status()) {
            // A server in front of ingest, or below it, says so without a problem document.
            return Optional.of(event.tooLarge());
        }
        String why =
                answer.problem().map(Problem::label).orElse("ingest answered " + answer.status());
        return switch (remedy(answer)) {
            case NONE -> Optional.of(new Rejected(event.id(), why));
            case OTHER_IDENTITY -> Optional.of(new Kept(event.id(), unlessExpired(why)));
            case LATER -> Optional.empty();
            case FRESH_NONCE -> {
                answer.epoch()
                        .ifPresentOrElse(
                                fresh -> session.epochs().replace(signed.nonce(), fresh),
                                () -> session.epochs().forget(signed.nonce()));
                yield again(answer.problem().orElse(Problem.BAD_NONCE));
            }
        };
    }

    /** An answer that names no problem does not come from ingest, or from a later release of it. */
    private static Problem.Remedy remedy(Answer answer) {
        boolean mayPass =
                answer.status() >= 500 || answer.status() == 429 || answer.status() == 425;
        return answer.problem()
                .map(Problem::remedy)
                .orElse(mayPass ? Problem.Remedy.LATER : Problem.Remedy.OTHER_IDENTITY);
    }

    /** What a receipt means that is not pending; empty when the event should be sent again. */
    private Optional<SendResult> conclude(SignedEvent signed, Receipt receipt) {
        if (receipt.state() == Receipt.State.STORED) {
            // What is stored under the id may be another event: this one is not deleted for it.
            return Optional.of(
                    receipt.isOf(event)
                            ? new Stored(event.id(), receipt)
                            : new Rejected(event.id(), Problem.EVENT_CONFLICT.label()));
        }
        Optional<Problem> problem = Reason.ofLabel(receipt.reason()).map(Reason::problem);
        return switch (problem.map(Problem::remedy).orElse(Problem.Remedy.NONE)) {
            case NONE -> Optional.of(new Rejected(event.id(), receipt.reason()));
            case OTHER_IDENTITY -> Optional.of(new Kept(event.id(), receipt.reason()));
            case LATER -> Optional.empty();
            case FRESH_NONCE -> {
                session.epochs().forget(signed.nonce());
                yield again(problem.orElse(Problem.BAD_NONCE));
            }
        };
    }

    /** Asks for the receipt of this very request until it says what became of the event. */
    private Optional<SendResult> follow(SignedEvent signed)
            throws IOException, InterruptedException {
        while (waited()) {
            Answer answer = session.ingest().receipt(event.id(), signed.signed());
            Optional<Receipt> receipt =
                    answer.receipt().filter(r -> r.state() != Receipt.State.PENDING);
            if (receipt.isPresent()) {
                return conclude(signed, receipt.get());
            }
        }
        return Optional.of(new Kept(event.id(), "accepted, but not yet stored"));
    }

    /** Signs again, once: what is refused twice is refused for another reason. */
    private Optional<SendResult> again(Problem refused) {
        if (triedFreshNonce) {
            return Optional.of(new Kept(event.id(), refused == Problem.BAD_NONCE ? CLONES : TIME));
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
