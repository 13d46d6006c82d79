package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request may go on to be sealed. The guard verifies the signature; what the
 * guard would reject anyway, and what only the endpoint can see, is refused here, early.
 */
public final class Admission {
    private final DeviceTable devices;
    private final NonceChecker nonces;
    private final RateLimit rate;
    private final Set<String> contentTypes;

    public Admission(
            DeviceTable devices, NonceChecker nonces, RateLimit rate, Set<String> contentTypes) {
        this.devices = devices;
        this.nonces = nonces;
        this.rate = rate;
        this.contentTypes = Set.copyOf(contentTypes);
    }

    /** The device behind a certificate, if it may send. */
    public KnownDevice requireActive(DeviceId id, KeyId certificateKey, Instant now) {
        KnownDevice device = devices.find(id).orElseThrow(() -> new Refusal(Problem.FORBIDDEN));
        if (!device.active() || device.liveKey(certificateKey, now).isEmpty()) {
            throw new Refusal(Problem.FORBIDDEN);
        }
        return device;
    }

    /**
     * Decides whether the content of an event may be read at all: the device may send, and has not
     * sent too much. Throws {@link Refusal} otherwise.
     */
    public void enter(DeviceId id, KeyId certificateKey, Instant now) {
        var _ = requireActive(id, certificateKey, now);
        if (!rate.take(id)) {
            throw new Refusal(Problem.TOO_FAST);
        }
    }

    /** Charges a device for bytes of content that were read, whatever becomes of them. */
    public void charge(DeviceId id, int bytes) {
        rate.charge(id, bytes);
    }

    /**
     * Checks everything of an event that {@link #enter} let in; throws {@link Refusal} at the first
     * thing that is wrong.
     */
    public Admitted admit(EventRequest request, Instant now) {
        // Again: the device may have been revoked while it sent.
        KnownDevice device = requireActive(request.device(), request.certificateKey(), now);
        requireSupported(request.covered().contentType(), request.covered().contentEncoding());
        requireAddress(request.covered());
        EventSignature signature = requireSignature(request, now);
        if (!signature.facts().contentDigest().matches(request.content())) {
            throw new Refusal(Problem.DIGEST_MISMATCH);
        }
        if (device.liveKey(signature.parameters().keyId(), now).isEmpty()) {
            throw new Refusal(Problem.FORBIDDEN);
        }
        return new Admitted(device, signature, requireFreshNonce(signature, now));
    }

    /**
     * An encoded content is refused, whether the signature covers its encoding or not: it would be
     * stored, and given to readers, as if it were of its type.
     *
     * @throws Refusal for an encoding, or a type that is not accepted
     */
    public void requireSupported(String contentType, @Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(Problem.UNSUPPORTED_TYPE);
        }
        int semicolon = contentType.indexOf(';');
        String essence = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        if (!contentTypes.contains(essence.strip().toLowerCase(Locale.ROOT))) {
            throw new Refusal(Problem.UNSUPPORTED_TYPE);
        }
    }

    /** Only the one spelling of a path names a stream: what is routed must be what was signed. */
    private static void requireAddress(CoveredRequest covered) {
        try {
            var _ = covered.stream();
            var _ = covered.eventId();
        } catch (MalformedSignatureException e) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
    }

    private static EventSignature requireSignature(EventRequest request, Instant now) {
        try {
            EventSignature signature =
                    RequestSignature.read(
                            request.device(),
                            request.covered(),
                            request.fields(),
                            request.signatureInput(),
                            request.signature());
            if (!signature.isInTime(now, Duration.ZERO)) {
                throw new Refusal(Problem.SIGNATURE_EXPIRED);
            }
            return signature;
        } catch (MalformedSignatureException e) {
            throw new Refusal(Problem.MALFORMED_SIGNATURE);
        }
    }

    private NonceCheck.Valid requireFreshNonce(EventSignature signature, Instant now) {
        String nonce = signature.parameters().nonce();
        if (nonces.check(nonce, signature.facts().device(), now)
                instanceof NonceCheck.Valid valid) {
            return valid;
        }
        throw new Refusal(Problem.BAD_NONCE);
    }
}
