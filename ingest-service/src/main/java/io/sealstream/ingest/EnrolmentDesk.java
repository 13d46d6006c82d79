package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives devices certificates. Calls block. Certificates are DER. Signatures are passed on as they
 * came: the desk verifies them and believes nobody else.
 */
public interface EnrolmentDesk {

    /** What a device should trust: intermediate, root. */
    List<byte[]> caCertificates();

    /** First enrolment of a device that signed with its one-time token; the issued certificate. */
    byte[] enrol(DeviceId device, SignatureHeaders signature, byte[] csr);

    /** First enrolment of a device that shows its one-time token; the issued certificate. */
    byte[] enrol(DeviceId device, String token, byte[] csr);

    /** Renewal; the issued certificate. Without a signature the key must be one the device has. */
    byte[] renew(DeviceId device, @Nullable SignatureHeaders signature, byte[] csr);
}
