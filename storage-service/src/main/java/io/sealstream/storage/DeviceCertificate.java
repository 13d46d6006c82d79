package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.util.Objects;

/**
 * A certificate that a device had. Kept for good: it vouches for the signatures of stored events.
 * What it says is read from its DER alone, when it is used; the rest only helps to find it.
 *
 * @param device the device it was issued to
 * @param keyId thumbprint of its key
 * @param certificate DER
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeviceCertificate(DeviceId device, KeyId keyId, byte[] certificate) {
    public DeviceCertificate {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(certificate, "certificate");
    }
}
