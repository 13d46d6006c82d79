package io.sealstream.guard;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.nonce.Judgement;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.nonce.ReplayWindows;
import io.sealstream.protocol.nonce.Verdict;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.SignatureVerifier;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges submissions: is the record what the device signed, is the device entitled, does its
 * signature verify, and is its nonce fresh. In that order, because a window must never move for a
 * forgery.
 */
public final class Judge {
    /**
     * Between ingest's look at a certificate and a nonce and the broker's stamp lie seconds. What
     * was good then must not be refused for age now that it is acknowledged.
     */
    public static final Duration GRACE = Duration.ofMinutes(1);

    private final DeviceTable devices;
    private final NonceChecker nonces;

    public Judge(DeviceTable devices, NonceChecker nonces) {
        this.devices = devices;
        this.nonces = nonces;
    }

    /** Whether the device and its key are known yet; a device enrolled a moment ago may not be. */
    public boolean knowsSender(Claim claim, Instant at) {
        EventSignature signature = claim.signature();
        return signature == null // Waiting would not mend it.
                || devices.find(claim.submission().device())
                        .flatMap(
                                known -> known.key(signature.parameters().keyId(), at.minus(GRACE)))
                        .isPresent();
    }

    /**
     * Judges.
     *
     * @param claim what the record says
     * @param appendedAt when the broker took it, by the broker's clock
     * @param stored the device's windows, or null when it has none
     * @param floor epochs issued before this are stale for a device without windows
     */
    public Decision judge(
            Claim claim, Instant appendedAt, byte @Nullable [] stored, Instant floor) {
        Submission submission = claim.submission();
        EventSignature signature = claim.signature();
        if (signature == null || !SignedFacts.agree(submission, signature)) {
            return new Decision.Reject(Reason.MISMATCH, true);
        }
        Optional<KnownDevice> device = devices.find(submission.device());
        if (device.isEmpty()) {
            return new Decision.Reject(Reason.UNKNOWN_DEVICE, true);
        }
        if (!maySend(device.get().state(), appendedAt)) {
            return new Decision.Reject(Reason.DEVICE_REVOKED, false);
        }
        Optional<DeviceKey> key =
                device.get().key(signature.parameters().keyId(), appendedAt.minus(GRACE));
        if (key.isEmpty()) {
            return new Decision.Reject(Reason.UNKNOWN_KEY, true);
        }
        if (!SignatureVerifier.verify(signature, key.get())) {
            return new Decision.Reject(Reason.BAD_SIGNATURE, true);
        }
        return judgeNonce(submission, signature, appendedAt, stored, floor);
    }

    /** What was taken before the revocation was acknowledged, and keeps its effect. */
    private static boolean maySend(DeviceState state, Instant appendedAt) {
        return switch (state.status()) {
            case ACTIVE -> true;
            case REVOKED -> appendedAt.isBefore(state.statusSince());
            case REGISTERED -> false;
        };
    }

    private Decision judgeNonce(
            Submission submission,
            EventSignature signature,
            Instant appendedAt,
            byte @Nullable [] stored,
            Instant floor) {
        NonceCheck check =
                nonces.check(signature.parameters().nonce(), submission.device(), appendedAt);
        if (!(check instanceof NonceCheck.Valid(var nonce))) {
            return new Decision.Reject(Reason.NONCE_STALE, false);
        }
        ReplayWindows windows =
                stored == null ? ReplayWindows.startingAt(floor) : ReplayWindows.decode(stored);
        Judgement judgement = windows.judge(nonce, SignedFacts.digestPrefix(submission));
        return switch (judgement.verdict()) {
            case Verdict.Fresh() -> new Decision.Accept(judgement.next().encode());
            case Verdict.Retry() -> new Decision.Reject(Reason.RETRY, false);
            case Verdict.Conflict() -> new Decision.Reject(Reason.NONCE_CONFLICT, true);
            case Verdict.Stale() -> new Decision.Reject(Reason.NONCE_STALE, false);
        };
    }
}
