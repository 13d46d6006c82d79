package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.util.List;

/** Gives devices certificates. Calls block. Certificates are DER. */
public interface EnrolmentDesk {

    /** What a device should trust: intermediate, root. */
    List<byte[]> caCertificates();

    /** First enrolment of a device that has a one-time token; the issued certificate. */
    byte[] enrol(DeviceId device, String token, byte[] csr);

    /**
     * Renewal by a device that proved itself with a certificate for {@code keyId}; the issued
     * certificate.
     */
    byte[] renew(DeviceId device, KeyId keyId, byte[] csr);
}
