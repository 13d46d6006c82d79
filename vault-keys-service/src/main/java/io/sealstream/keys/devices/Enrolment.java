package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.envelope.EnvelopeKeys;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * First enrolment of a device by a one-time token (RFC 7030, section 3.2.3).
 *
 * <p>Order of the steps: the token is looked at, the certificate signed, the seed stored, the token
 * used up, the device changed, the certificate handed out. Until the device's document names the
 * key, nobody accepts the certificate, so a crash anywhere leaves nothing half usable; and because
 * the token is used up late, a sealed Vault does not cost the device its token.
 */
public final class Enrolment {
    private final DeviceInventory inventory;
    private final DeviceChanges changes;
    private final EnrolmentTokens tokens;
    private final DeviceCertificates certificates;
    private final EnvelopeKeys envelopeKeys;
    private final InstantSource clock;

    public Enrolment(
            DeviceInventory inventory,
            DeviceChanges changes,
            EnrolmentTokens tokens,
            DeviceCertificates certificates,
            EnvelopeKeys envelopeKeys,
            InstantSource clock) {
        this.inventory = inventory;
        this.changes = changes;
        this.tokens = tokens;
        this.certificates = certificates;
        this.envelopeKeys = envelopeKeys;
        this.clock = clock;
    }

    /**
     * Enrols a device.
     *
     * @param csr PKCS #10, DER
     * @return its certificate and the issuer's
     * @throws RequestRefusedException malformed when the request is; forbidden, alike, for an
     *     unknown or revoked device and for a wrong, used or expired token
     * @throws UnavailableException when Vault is sealed or out of reach; the token is still good
     */
    public CertificateAuthority.Issued enrol(DeviceId id, EnrolmentToken token, byte[] csr) {
        CertificateRequest request = CertificateRequest.parse(csr);
        requireWelcome(id, token.hash());
        CertificateAuthority.Issued issued = certificates.issue(id, request);
        EnvelopeKey envelopeKey = envelopeKeys.newGeneration(id);
        if (!tokens.consume(id, token.hash(), clock.instant())) {
            throw refused();
        }
        IdentityKey key = DeviceCertificates.identityKey(request, issued.leaf());
        changes.change(id, device -> enrolled(device, key, envelopeKey));
        return issued;
    }

    private void requireWelcome(DeviceId id, TokenHash hash) {
        Instant now = clock.instant();
        boolean known = inventory.find(id).filter(d -> d.status() != Status.REVOKED).isPresent();
        boolean right =
                tokens.find(id)
                        .filter(waiting -> waiting.hash().equals(hash))
                        .filter(waiting -> now.isBefore(waiting.expiresAt()))
                        .isPresent();
        if (!known || !right) {
            throw refused();
        }
    }

    private DeviceState enrolled(DeviceState device, IdentityKey key, EnvelopeKey envelopeKey) {
        if (device.status() == Status.REVOKED) {
            throw refused();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return DeviceRules.enrolled(device, key, envelopeKey, now);
    }

    private static RequestRefusedException refused() {
        return new RequestRefusedException(Problem.FORBIDDEN, "no such device with such a token");
    }
}
