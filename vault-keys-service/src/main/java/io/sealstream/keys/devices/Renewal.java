package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.security.InvalidKeyException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Re-enrolment of an active device (RFC 7030, section 4.2.2). Who forwards the request is not
 * believed: a live key of the device signs it. A request for such a key itself is its own proof,
 * because a certification request is signed by its key. As with enrolment, the certificate counts
 * from the moment the document names it.
 */
public final class Renewal {
    private final DeviceChanges changes;
    private final Reissue reissue;
    private final EnrolmentFindings findings;
    private final InstantSource clock;

    public Renewal(
            DeviceChanges changes,
            DeviceCertificates certificates,
            EnrolmentFindings findings,
            InstantSource clock) {
        this.changes = changes;
        this.reissue = new Reissue(changes, certificates, clock);
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Renews.
     *
     * @param headers the device's signature; null when the request is for a key that it has
     * @param csr PKCS #10, DER
     * @return its new certificate and the issuer's
     * @throws RequestRefusedException malformed when the request or the signature is, or there is
     *     none and a new key needs one; bad-signature when it does not verify; forbidden unless the
     *     device is active
     * @throws UnavailableException when Vault is sealed or out of reach
     */
    public CertificateAuthority.Issued renew(
            DeviceId id, @Nullable SignatureHeaders headers, byte[] csr) {
        CertificateRequest request = CertificateRequest.parse(csr);
        DeviceState device = changes.find(id);
        requireActive(device);
        KeyId signedBy = headers == null ? null : signer(device, headers, csr);
        KeyId proof = signedBy == null ? request.key().keyId() : signedBy;
        if (!isLive(device, proof)) {
            findings.forgedRenewal(id);
            throw new RequestRefusedException(
                    Problem.MALFORMED_SIGNATURE, "a renewal for a new key is not signed");
        }
        return reissue.to(id, request, signedBy, current -> requireActiveWith(current, proof));
    }

    private KeyId signer(DeviceState device, SignatureHeaders headers, byte[] csr) {
        try {
            EnrolmentSignature signature =
                    EnrolmentSignature.read(EnrolmentPurpose.RENEWAL, headers, csr);
            KeyId named = new KeyId(signature.keyId());
            if (isLive(device, named)
                    && signature.isBy(keyOf(device, named), named.value(), clock.instant())) {
                return named;
            }
        } catch (MalformedSignatureException | InvalidIdentifierException e) {
            findings.forgedRenewal(device.id());
            throw new RequestRefusedException(
                    Problem.MALFORMED_SIGNATURE, "the signature of a renewal is malformed", e);
        }
        findings.forgedRenewal(device.id());
        throw new RequestRefusedException(
                Problem.BAD_SIGNATURE, "a renewal is not signed by a key of the device");
    }

    private static DeviceKey keyOf(DeviceState device, KeyId keyId) {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(device.key(keyId).orElseThrow().publicKey());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a device's document holds an unusable key", e);
        }
    }

    private boolean isLive(DeviceState device, KeyId keyId) {
        return device.key(keyId).filter(key -> key.isLive(clock.instant())).isPresent();
    }

    private void requireActiveWith(DeviceState device, KeyId proof) {
        requireActive(device);
        if (!isLive(device, proof)) {
            throw new RequestRefusedException(Problem.FORBIDDEN, "the key has ended meanwhile");
        }
    }

    private static void requireActive(DeviceState device) {
        if (device.status() != Status.ACTIVE) {
            throw new RequestRefusedException(Problem.FORBIDDEN, "the device is not active");
        }
    }
}
