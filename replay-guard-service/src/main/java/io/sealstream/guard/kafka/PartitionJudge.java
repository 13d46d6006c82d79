package io.sealstream.guard.kafka;

import io.sealstream.guard.Decision;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Judges the submissions of one partition. One whose sender is not known yet is set aside for a few
 * seconds; the submissions behind it do not wait.
 */
final class PartitionJudge {
    /** A device that enrolled a moment ago may be in ingest's table and not yet in this one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many parked records are looked at in one round; the rest wait for the next. */
    private static final int AT_ONCE = 500;

    private final Judge judge;
    private final WindowStore windows;
    private final ParkedRecords parked;
    private final GuardOutput output;
    private final InstantSource clock;

    PartitionJudge(
            Judge judge,
            WindowStore windows,
            ParkedRecords parked,
            GuardOutput output,
            InstantSource clock) {
        this.judge = judge;
        this.windows = windows;
        this.parked = parked;
        this.output = output;
        this.clock = clock;
    }

    /**
     * Judges a submission that has just come, or sets it aside.
     *
     * @param now milliseconds since 1970, by the clock that {@link #lookAgain} is called by
     */
    void judge(Judged judged, long now) {
        EventSignature signature;
        try {
            signature = judged.signature();
        } catch (MalformedSignatureException e) {
            output.reject(judged, Decision.Reject.malformed());
            return;
        }
        if (parked.hasRoomFor(judged.value()) && mayWait(judged) && isStranger(signature, judged)) {
            parked.park(judged.at(), judged.value(), now);
        } else {
            decide(judged, signature);
        }
    }

    /**
     * Judges those that were set aside and whose sender is known now, or whose time is over.
     *
     * @param each does the work for one of them, and decides what its failure means
     * @param now milliseconds since 1970
     */
    void lookAgain(Each each, long now) {
        for (ParkedRecords.Parked one : parked.due(now, AT_ONCE)) {
            each.judge(
                    one.place(),
                    one.value(),
                    () -> {
                        Judged judged = Judged.of(one.place(), one.value());
                        EventSignature signature = judged.signature();
                        if (mayWait(judged) && isStranger(signature, judged)) {
                            parked.waitAgain(one, now);
                        } else {
                            decide(judged, signature);
                            parked.remove(one);
                        }
                    },
                    () -> parked.remove(one));
        }
    }

    /** Does the work for one record that was set aside. */
    interface Each {
        void judge(RecordPlace place, byte[] value, Work work, Runnable whenPassedOver);
    }

    /** Judging that may meet an unusable record. */
    interface Work {
        void run() throws UnusableRecordException, MalformedSignatureException;
    }

    private boolean mayWait(Judged judged) {
        return clock.instant().isBefore(judged.at().appendedAt().plus(PATIENCE));
    }

    private boolean isStranger(EventSignature signature, Judged judged) {
        return !judge.knowsSender(signature, judged.at().appendedAt());
    }

    private void decide(Judged judged, EventSignature signature) {
        String device = judged.submission().device().key();
        byte[] known = windows.find(device);
        switch (judge.judge(signature, judged.at().appendedAt(), known, windows.floor())) {
            case Decision.Accept(byte[] next) -> {
                windows.keep(device, next);
                output.accept(judged);
            }
            case Decision.Retry() -> output.retry(judged);
            case Decision.Reject rejected -> output.reject(judged, rejected);
        }
    }
}
