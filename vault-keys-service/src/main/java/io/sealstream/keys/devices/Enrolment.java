package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.envelope.EnvelopeKeys;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * First enrolment of a device by a one-time token (RFC 7030, section 3.2.3). Who forwards the
 * request is not believed: it is signed with the token, which the device shows to nobody.
 *
 * <p>Order of the steps: the signature is verified, the certificate signed, the seed stored, the
 * token used, the device changed, the certificate handed out. Until the device's document names the
 * key, nobody accepts the certificate, so a crash anywhere leaves nothing half usable; and because
 * the token is used late, a sealed Vault does not cost the device its token.
 *
 * <p>A device whose answer was lost asks again with the same token and the same key, and gets
 * another certificate for it as long as the token lives and the key is one of the device's. Its
 * envelope key stays. Nobody gains by this who has not both the token and the key. An enrolment
 * that died before it changed the device is done again; the device's envelope key tells the two
 * apart, whatever renewals came between.
 */
public final class Enrolment {
    private final DeviceInventory inventory;
    private final DeviceChanges changes;
    private final EnrolmentTokens tokens;
    private final DeviceCertificates certificates;
    private final EnvelopeKeys envelopeKeys;
    private final InstantSource clock;
    private final Reissue reissue;
    private final EnrolmentFindings findings;
    private final Set<String> tokenTenants;

    /**
     * Makes it.
     *
     * @param tokenTenants tenants whose devices may show the token instead of signing with it
     */
    public Enrolment(
            DeviceInventory inventory,
            DeviceChanges changes,
            EnrolmentTokens tokens,
            DeviceCertificates certificates,
            EnvelopeKeys envelopeKeys,
            EnrolmentFindings findings,
            Set<String> tokenTenants,
            InstantSource clock) {
        this.inventory = inventory;
        this.changes = changes;
        this.tokens = tokens;
        this.certificates = certificates;
        this.envelopeKeys = envelopeKeys;
        this.findings = findings;
        this.tokenTenants = Set.copyOf(tokenTenants);
        this.clock = clock;
        this.reissue = new Reissue(changes, certificates, clock);
    }

    /**
     * Enrols a device.
     *
     * @param headers its signature, by the token
     * @param csr PKCS #10, DER
     * @return its certificate and the issuer's
     * @throws RequestRefusedException malformed when the request or the form of the signature is;
     *     forbidden, alike, for an unknown or revoked device, for a token that has expired or was
     *     used with another key, and for a signature by another
     * @throws UnavailableException when Vault is sealed or out of reach; the token is still good
     */
    public CertificateAuthority.Issued enrol(DeviceId id, SignatureHeaders headers, byte[] csr) {
        CertificateRequest request = CertificateRequest.parse(csr);
        EnrolmentSignature signature = read(headers, csr);
        return enrol(id, request, token -> signature.isBy(token.key(), id.key(), clock.instant()));
    }

    /**
     * Enrols a device that shows its token: whoever forwarded it may have used it for another key.
     *
     * @throws RequestRefusedException as {@link #enrol(DeviceId, SignatureHeaders, byte[])}, and
     *     malformed where the tenant demands signatures
     * @throws UnavailableException when Vault is sealed or out of reach; the token is still good
     */
    public CertificateAuthority.Issued enrol(DeviceId id, EnrolmentToken shown, byte[] csr) {
        if (!tokenTenants.contains(id.tenant())) {
            throw new RequestRefusedException(
                    Problem.MALFORMED_SIGNATURE, "devices of this tenant sign with their token");
        }
        CertificateRequest request = CertificateRequest.parse(csr);
        return enrol(id, request, token -> isKeyOf(shown, token.key()));
    }

    private CertificateAuthority.Issued enrol(
            DeviceId id, CertificateRequest request, Predicate<EnrolmentTokens.Kept> proof) {
        DeviceState device = inventory.find(id).orElseThrow(Enrolment::refused);
        EnrolmentTokens.Kept token = requireWelcome(id, request.key().keyId(), proof);
        return token.waitsFor(device) ? first(device, token, request) : again(id, request);
    }

    private static EnrolmentSignature read(SignatureHeaders headers, byte[] csr) {
        try {
            return EnrolmentSignature.read(EnrolmentPurpose.FIRST, headers, csr);
        } catch (MalformedSignatureException e) {
            throw new RequestRefusedException(
                    Problem.MALFORMED_SIGNATURE, "the signature of an enrolment is malformed", e);
        }
    }

    private static boolean isKeyOf(EnrolmentToken shown, DeviceKey key) {
        try {
            return shown.key().equals(key);
        } catch (InvalidIdentifierException e) {
            return false;
        }
    }

    private EnrolmentTokens.Kept requireWelcome(
            DeviceId id, KeyId key, Predicate<EnrolmentTokens.Kept> proof) {
        Instant now = clock.instant();
        EnrolmentTokens.Kept token =
                tokens.find(id)
                        .filter(kept -> now.isBefore(kept.expiresAt()))
                        .orElseThrow(Enrolment::refused);
        if (!proof.test(token)) {
            findings.forgedEnrolment(id);
            throw refused();
        }
        if (!token.serves(key)) {
            findings.tokenUsedAgain(id);
            throw refused();
        }
        return token;
    }

    private CertificateAuthority.Issued first(
            DeviceState found, EnrolmentTokens.Kept token, CertificateRequest request) {
        requireNotRevoked(found);
        DeviceId id = found.id();
        CertificateAuthority.Issued issued = certificates.issue(id, request);
        EnvelopeKey envelopeKey = envelopeKeys.newGeneration(id);
        KeyId keyId = request.key().keyId();
        EnvelopeKeyId before = EnrolmentTokens.envelopeKeyOf(found);
        if (!tokens.use(id, token.key(), keyId, before, clock.instant())) {
            throw refused();
        }
        IdentityKey key = DeviceCertificates.identityKey(request, issued.leaf());
        changes.change(
                id,
                device ->
                        Objects.equals(EnrolmentTokens.envelopeKeyOf(device), before)
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
        return reissue.to(id, request, null, device -> requireActiveWith(device, key));
    }

    /**
     * The device was enrolled since it was looked at. If by the same request, sent twice, this is a
     * renewal; otherwise another enrolment was faster, and counts.
     */
    private DeviceState overtaken(DeviceState device, IdentityKey key) {
        requireActiveWith(device, key.keyId());
        return DeviceRules.renewed(device, key, null, now());
    }

    private void requireActiveWith(DeviceState device, KeyId key) {
        boolean live = device.key(key).filter(known -> known.isLive(now())).isPresent();
        if (device.status() != Status.ACTIVE || !live) {
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
        return DeviceRules.enrolled(device, key, envelopeKey, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RequestRefusedException refused() {
        return new RequestRefusedException(Problem.FORBIDDEN, "no such device with such a token");
    }
}
