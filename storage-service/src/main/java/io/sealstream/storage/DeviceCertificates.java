package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.util.List;
import java.util.Set;

/** All certificates that devices have had, expired ones included. */
public interface DeviceCertificates {

    /** Keeps certificates; one that is there already stays. */
    void save(List<DeviceCertificate> certificates);

    /**
     * The certificates that a device had for some of its keys. A device renews daily and changes
     * its key seldom or often: what it had for other keys is not needed to judge these.
     */
    List<DeviceCertificate> find(DeviceId device, Set<KeyId> keys);
}
