package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import java.util.List;

/** All certificates that devices have had, expired ones included. */
public interface DeviceCertificates {

    /** Keeps certificates; one that is there already stays. */
    void save(List<DeviceCertificate> certificates);

    /** All certificates of a device; empty when none is known. */
    List<DeviceCertificate> find(DeviceId device);
}
