package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.envelope.EnvelopeKeys;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * First enrolment of a device by a one-time token (RFC 7030, section 3.2.3).
 *
 * <p>Order of the steps: the token is looked at, the certificate signed, the seed stored, the token
 * used, the device changed, the certificate handed out. Until the device's document names the key,
 * nobody accepts the certificate, so a crash anywhere leaves nothing half usable; and because the
 * token is used late, a sealed Vault does not cost the device its token.
 *
 * <p>A device whose answer was lost asks again with the same token and the same key, and gets
 * another certificate for it as long as the token lives and the key is one of the device's. Its
 * envelope key stays. Nobody gains by this who has not both the token and the key. An enrolment
 * that died before it changed the device is done again; the device's version tells the two apart.
 */
public final class Enrolment {
    private final DeviceInventory inventory;
    private final DeviceChanges changes;
    private final EnrolmentTokens tokens;
    private final DeviceCertificates certificates;
    private final EnvelopeKeys envelopeKeys;
    private final InstantSource clock;
    private final Reissue reissue;

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
        this.reissue = new Reissue(changes, certificates, clock);
    }

    /**
     * Enrols a device.
     *
     * @param csr PKCS #10, DER
     * @return its certificate and the issuer's
     * @throws RequestRefusedException malformed when the request is; forbidden, alike, for an
     *     unknown or revoked device and for a token that is wrong, expired or used with another key
     * @throws UnavailableException when Vault is sealed or out of reach; the token is still good
     */
    public CertificateAuthority.Issued enrol(DeviceId id, EnrolmentToken token, byte[] csr) {
        CertificateRequest request = CertificateRequest.parse(csr);
        KeyId key = request.key().keyId();
        DeviceState device = inventory.find(id).orElseThrow(Enrolment::refused);
        EnrolmentTokens.Kept kept = requireWelcome(id, token.hash(), key);
        return kept.usedWith() == null || kept.usedAtVersion() == device.version()
                ? first(device, token, request)
                : again(id, request);
    }

    private EnrolmentTokens.Kept requireWelcome(DeviceId id, TokenHash hash, KeyId key) {
        Instant now = clock.instant();
        return tokens.find(id)
                .filter(kept -> kept.hash().equals(hash))
                .filter(kept -> now.isBefore(kept.expiresAt()))
                .filter(kept -> kept.serves(key))
                .orElseThrow(Enrolment::refused);
    }

    private CertificateAuthority.Issued first(
            DeviceState found, EnrolmentToken token, CertificateRequest request) {
        requireNotRevoked(found);
        DeviceId id = found.id();
        CertificateAuthority.Issued issued = certificates.issue(id, request);
        EnvelopeKey envelopeKey = envelopeKeys.newGeneration(id);
        KeyId keyId = request.key().keyId();
        if (!tokens.use(id, token.hash(), keyId, found.version(), clock.instant())) {
            throw refused();
        }
        IdentityKey key = DeviceCertificates.identityKey(request, issued.leaf());
        changes.change(
                id,
                device ->
                        device.version() == found.version()
                                ? enrolled(device, key, envelopeKey)
                                : overtaken(device, key));
        return issued;
    }

    /**
     * The answer was lost. A key that is not one of the device's any more was replaced since, and a
     * used token must not bring it back.
     */
    private CertificateAuthority.Issued again(DeviceId id, CertificateRequest request) {
        KeyId key = request.key().keyId();
        return reissue.to(id, request, device -> requireActiveWith(device, key));
    }

    /**
     * The device has changed since it was looked at. If by the same request, sent twice, this is a
     * renewal; otherwise another enrolment was faster, and counts.
     */
    private DeviceState overtaken(DeviceState device, IdentityKey key) {
        requireActiveWith(device, key.keyId());
        return DeviceRules.renewed(device, key, clock.instant());
    }

    private static void requireActiveWith(DeviceState device, KeyId key) {
        if (device.status() != Status.ACTIVE || device.key(key).isEmpty()) {
            throw refused();
        }
    }

    private static void requireNotRevoked(DeviceState device) {
        if (device.status() == Status.REVOKED) {
            throw refused();
        }
    }

    private DeviceState enrolled(DeviceState device, IdentityKey key, EnvelopeKey envelopeKey) {
        requireNotRevoked(device);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return DeviceRules.enrolled(device, key, envelopeKey, now);
    }

    private static RequestRefusedException refused() {
        return new RequestRefusedException(Problem.FORBIDDEN, "no such device with such a token");
    }
}
