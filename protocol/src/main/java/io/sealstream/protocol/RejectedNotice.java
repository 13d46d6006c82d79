package io.sealstream.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a submission has no effect, by the guard's decision or because another event is stored
 * under its id: the value of {@code submission.rejected.v1}. It is about the one submission that
 * {@code signed} names, and says nothing of others with the same event id.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param signed names what was signed
 * @param reason why it has no effect
 * @param floor epochs issued at or before it have no effect any more; with {@code NONCE_STALE},
 *     null otherwise
 * @param rejectedAt when that was decided
 */
public record RejectedNotice(
        String tenant,
        String device,
        EventId eventId,
        SignedDigest signed,
        Reason reason,
        @Nullable Instant floor,
        Instant rejectedAt) {
    public RejectedNotice {
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(signed, "signed");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rejectedAt, "rejectedAt");
    }

    /** Rejects a submission. */
    public static RejectedNotice of(Submission submission, Reason reason, Instant rejectedAt) {
        return of(submission, reason, null, rejectedAt);
    }

    /** Rejects a submission, and says which epochs have no effect any more. */
    public static RejectedNotice of(
            Submission submission, Reason reason, @Nullable Instant floor, Instant rejectedAt) {
        return new RejectedNotice(
                submission.device().tenant(),
                submission.device().device(),
                submission.eventId(),
                submission.signed(),
                reason,
                floor,
                rejectedAt);
    }

    /** Why a submission has no effect. */
    public enum Reason {
        NONCE_STALE(Problem.BAD_NONCE),
        NONCE_CONFLICT(Problem.NONCE_CONFLICT),
        BAD_SIGNATURE(Problem.BAD_SIGNATURE),
        /** What it says of when it was made, or until when it counts. */
        SIGNATURE_EXPIRED(Problem.SIGNATURE_EXPIRED),
        UNKNOWN_DEVICE(Problem.FORBIDDEN),
        DEVICE_REVOKED(Problem.FORBIDDEN),
        UNKNOWN_KEY(Problem.FORBIDDEN),
        /** The evidence is not one that a signature of the profile leaves behind. */
        MALFORMED_EVIDENCE(Problem.BAD_SIGNATURE),
        /** Another content, stream or type is stored under the event id; storage says so. */
        EVENT_CONFLICT(Problem.EVENT_CONFLICT);

        private final Problem problem;

        Reason(Problem problem) {
            this.problem = problem;
        }

        /** Finds a reason by its {@linkplain Labels label}; empty for one of another release. */
        public static Optional<Reason> ofLabel(String label) {
            return Arrays.stream(values()).filter(r -> Labels.of(r).equals(label)).findFirst();
        }

        /** What a device that waits is answered, and what it can do about it. */
        public Problem problem() {
            return problem;
        }
    }

    /** The device's name. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }
}
