package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.time.Instant;

/**
 * A certificate that a device had. Kept for good: it vouches for the signatures of stored events.
 *
 * @param device whose
 * @param keyId thumbprint of its key
 * @param publicKey SubjectPublicKeyInfo, DER
 * @param certificate DER
 * @param notBefore start of its validity
 * @param notAfter end of its validity
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeviceCertificate(
        DeviceId device,
        KeyId keyId,
        byte[] publicKey,
        byte[] certificate,
        Instant notBefore,
        Instant notAfter) {

    /** Whether it was valid then. */
    public boolean validAt(Instant time) {
        return !time.isBefore(notBefore) && !time.isAfter(notAfter);
    }
}
