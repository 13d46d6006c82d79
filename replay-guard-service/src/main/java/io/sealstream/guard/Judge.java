package io.sealstream.guard;

import io.sealstream.guard.window.Judgement;
import io.sealstream.guard.window.ReplayWindows;
import io.sealstream.guard.window.Verdict;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges submissions: is the device entitled, did it sign exactly these facts, and is the nonce
 * fresh. In that order, because a window must never move for a forgery.
 */
public final class Judge {
    /**
     * Between ingest's look at a certificate, a nonce and a signature's times and the broker's
     * stamp lie seconds. What was good then must not be refused for age now that it is
     * acknowledged.
     */
    public static final Duration GRACE = Duration.ofMinutes(1);

    private final DeviceTable devices;
    private final NonceChecker nonces;

    public Judge(DeviceTable devices, NonceChecker nonces) {
        this.devices = devices;
        this.nonces = nonces;
    }

    /** Whether the device and its key are known yet; a device enrolled a moment ago may not be. */
    public boolean knowsSender(EventSignature signature, Instant at) {
        return devices.find(signature.facts().device())
                .flatMap(known -> known.keyAt(signature.parameters().keyId(), at, GRACE))
                .isPresent();
    }

    /**
     * Takes the decision on one submission. Has no effect of its own.
     *
     * @param signature what the record says that the device signed
     * @param appendedAt when the broker took it, by the broker's clock
     * @param stored the device's windows, or null when it has none
     * @param floor epochs issued before this are stale for a device without windows
     */
    public Decision judge(
            EventSignature signature, Instant appendedAt, byte @Nullable [] stored, Instant floor) {
        Optional<KnownDevice> device = devices.find(signature.facts().device());
        if (device.isEmpty()) {
            return new Decision.Reject(Reason.UNKNOWN_DEVICE, true);
        }
        if (!maySend(device.get().state(), appendedAt)) {
            return new Decision.Reject(Reason.DEVICE_REVOKED, false);
        }
        Optional<DeviceKey> key =
                device.get().keyAt(signature.parameters().keyId(), appendedAt, GRACE);
        if (key.isEmpty()) {
            return new Decision.Reject(Reason.UNKNOWN_KEY, true);
        }
        if (!signature.isBy(key.get())) {
            return new Decision.Reject(Reason.BAD_SIGNATURE, true);
        }
        if (!signature.isInTime(appendedAt, GRACE)) {
            return new Decision.Reject(Reason.SIGNATURE_EXPIRED, false);
        }
        return judgeNonce(signature, appendedAt, stored, floor);
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
            EventSignature signature, Instant appendedAt, byte @Nullable [] stored, Instant floor) {
        ReplayWindows windows =
                stored == null ? ReplayWindows.startingAt(floor) : ReplayWindows.decode(stored);
        NonceCheck check =
                nonces.check(
                        signature.parameters().nonce(), signature.facts().device(), appendedAt);
        if (!(check instanceof NonceCheck.Valid(var nonce, _))) {
            return Decision.Reject.stale(windows.newest());
        }
        Judgement judgement = windows.judge(nonce, prefixOf(signature.facts()));
        return switch (judgement.verdict()) {
            case Verdict.Fresh() -> new Decision.Accept(judgement.next().encode());
            case Verdict.Retry() -> new Decision.Retry();
            case Verdict.Conflict() -> new Decision.Reject(Reason.NONCE_CONFLICT, true);
            case Verdict.Stale() -> Decision.Reject.stale(windows.newest());
        };
    }

    /**
     * The first 64 bits of SHA-256 over event id, content digest, stream and content type, of which
     * only the last has no fixed end.
     */
    private static long prefixOf(EventFacts facts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(facts.eventId().toBytes());
            digest.update(facts.contentDigest().toString().getBytes(StandardCharsets.US_ASCII));
            digest.update(facts.stream().value().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            digest.update(facts.contentType().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
