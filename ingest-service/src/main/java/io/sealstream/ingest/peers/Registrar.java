package io.sealstream.ingest.peers;

import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
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
        return vaultKeys.get("/v1/ca-certificates", Chain.class).certificates();
    }

    @Override
    public List<byte[]> enrol(DeviceId device, String token, byte[] csr) {
        return vaultKeys
                .post(
                        "/v1/enrolments",
                        new Enrolment(device.tenant(), device.device(), token, csr),
                        Chain.class)
                .certificates();
    }

    @Override
    public List<byte[]> renew(DeviceId device, KeyId keyId, byte[] csr) {
        return vaultKeys
                .post(
                        "/v1/renewals",
                        new Renewal(device.tenant(), device.device(), keyId, csr),
                        Chain.class)
                .certificates();
    }

    private record Enrolment(String tenant, String device, String token, byte[] csr) {}

    private record Renewal(String tenant, String device, KeyId keyId, byte[] csr) {}

    private record Chain(List<byte[]> certificates) {}
}
