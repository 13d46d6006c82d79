package io.sealstream.ingest.peers;

import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.calls.EnrolmentCalls;
import io.sealstream.protocol.calls.EnrolmentCalls.Certificates;
import io.sealstream.protocol.calls.EnrolmentCalls.Enrolment;
import io.sealstream.protocol.calls.EnrolmentCalls.Issued;
import io.sealstream.protocol.calls.EnrolmentCalls.Renewal;
import io.sealstream.servicekit.http.ServiceClient;
import java.util.List;

/** Asks vault-keys, the registrar, for certificates. */
public final class Registrar implements EnrolmentDesk {
    private final ServiceClient vaultKeys;

    public Registrar(ServiceClient vaultKeys) {
        this.vaultKeys = vaultKeys;
    }

    @Override
    public List<byte[]> caCertificates() {
        return vaultKeys.get(EnrolmentCalls.CA_CERTIFICATES, Certificates.class).certificates();
    }

    @Override
    public byte[] enrol(DeviceId device, String token, byte[] csr) {
        return vaultKeys
                .post(
                        EnrolmentCalls.ENROLMENTS,
                        new Enrolment(device.tenant(), device.device(), token, csr),
                        Issued.class)
                .certificate();
    }

    @Override
    public byte[] renew(DeviceId device, KeyId keyId, byte[] csr) {
        return vaultKeys
                .post(
                        EnrolmentCalls.RENEWALS,
                        new Renewal(device.tenant(), device.device(), keyId, csr),
                        Issued.class)
                .certificate();
    }
}
