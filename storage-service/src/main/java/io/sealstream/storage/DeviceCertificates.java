package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import java.util.List;

/** The certificates devices ever had. */
public interface DeviceCertificates {

    /** Keeps certificates; one that is there already stays. */
    void save(List<DeviceCertificate> certificates);

    /** All certificates of a device. */
    List<DeviceCertificate> find(DeviceId device);
}
