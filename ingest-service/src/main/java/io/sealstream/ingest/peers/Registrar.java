package io.sealstream.ingest.peers;

import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.calls.EnrolmentCalls;
import io.sealstream.protocol.calls.EnrolmentCalls.Certificates;
import io.sealstream.protocol.calls.EnrolmentCalls.Enrolment;
import io.sealstream.protocol.calls.EnrolmentCalls.Issued;
import io.sealstream.protocol.calls.EnrolmentCalls.Renewal;
import io.sealstream.protocol.calls.EnrolmentCalls.TokenEnrolment;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.servicekit.http.ServiceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    public byte[] enrol(DeviceId device, SignatureHeaders signature, byte[] csr) {
        return issued(
                EnrolmentCalls.ENROLMENTS,
                new Enrolment(device.tenant(), device.device(), signature, csr));
    }

    @Override
    public byte[] enrol(DeviceId device, String token, byte[] csr) {
        return issued(
                EnrolmentCalls.TOKEN_ENROLMENTS,
                new TokenEnrolment(device.tenant(), device.device(), token, csr));
    }

    @Override
    public byte[] renew(DeviceId device, @Nullable SignatureHeaders signature, byte[] csr) {
        return issued(
                EnrolmentCalls.RENEWALS,
                new Renewal(device.tenant(), device.device(), signature, csr));
    }

    private byte[] issued(String path, Object order) {
        return vaultKeys.post(path, order, Issued.class).certificate();
    }
}
