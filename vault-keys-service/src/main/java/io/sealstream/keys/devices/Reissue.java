package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.KeyId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A further certificate for a device that keeps its envelope key. */
final class Reissue {
    private final DeviceChanges changes;
    private final DeviceCertificates certificates;
    private final InstantSource clock;

    Reissue(DeviceChanges changes, DeviceCertificates certificates, InstantSource clock) {
        this.changes = changes;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Issues a certificate.
     *
     * @param signedBy the device's key that signed the request, if one did
     * @param condition refuses, by an exception, a device that may not have it; asked before the
     *     certificate is signed and again when the document is changed
     */
    CertificateAuthority.Issued to(
            DeviceId id,
            CertificateRequest request,
            @Nullable KeyId signedBy,
            Consumer<DeviceState> condition) {
        condition.accept(changes.find(id));
        CertificateAuthority.Issued issued = certificates.issue(id, request);
        IdentityKey key = DeviceCertificates.identityKey(request, issued.leaf());
        changes.change(
                id,
                device -> {
                    condition.accept(device);
                    return DeviceRules.renewed(device, key, signedBy, now());
                });
        return issued;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
