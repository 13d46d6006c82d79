package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Re-enrolment of an active device with the certificate it has (RFC 7030, section 4.2.2); a new key
 * is allowed. As with enrolment, the certificate counts from the moment the document names it.
 */
public final class Renewal {
    private final Reissue reissue;
    private final InstantSource clock;

    public Renewal(DeviceChanges changes, DeviceCertificates certificates, InstantSource clock) {
        this.reissue = new Reissue(changes, certificates, clock);
        this.clock = clock;
    }

    /**
     * Renews.
     *
     * @param used key of the certificate the device authenticated with
     * @param csr PKCS #10, DER
     * @return its new certificate and the issuer's
     * @throws RequestRefusedException malformed when the request is; forbidden unless the device is
     *     active and the key is one of its own with an unexpired certificate
     * @throws UnavailableException when Vault is sealed or out of reach
     */
    public CertificateAuthority.Issued renew(DeviceId id, KeyId used, byte[] csr) {
        CertificateRequest request = CertificateRequest.parse(csr);
        return reissue.to(id, request, device -> requireActive(device, used));
    }

    private void requireActive(DeviceState device, KeyId used) {
        Instant now = clock.instant();
        boolean own = device.key(used).filter(key -> key.notAfter().isAfter(now)).isPresent();
        if (device.status() != Status.ACTIVE || !own) {
            throw new RequestRefusedException(
                    Problem.FORBIDDEN, "the device is not active with this key");
        }
    }
}
