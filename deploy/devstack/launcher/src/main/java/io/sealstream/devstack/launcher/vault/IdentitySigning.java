package io.sealstream.devstack.launcher.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.devstack.identity.IdentityRequest;
import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has a fresh key signed as an identity, 24 hours long. */
final class IdentitySigning {
    private static final String LIFETIME = "24h";

    private final VaultClient vault;

    /** Signs with whatever the client's token allows. */
    IdentitySigning(VaultClient vault) {
        this.vault = vault;
    }

    IssuedIdentity sign(SpiffeId id) throws CertificateException {
        IdentityRequest request = IdentityRequest.create();
        Map<String, Object> body = new HashMap<>();
        body.put("csr", request.pem());
        body.put("uri_sans", id.toString());
        body.put("ttl", LIFETIME);
        String path =
                switch (id.principal()) {
                    case ServiceName service -> {
                        body.put("common_name", service.label());
                        body.put("alt_names", "localhost," + service.label());
                        body.put("ip_sans", "127.0.0.1");
                        yield "pki-service/sign/service";
                    }
                    case OperatorId operator -> "pki-tenant/sign/operator";
                    case ReaderId reader -> "pki-tenant/sign/reader";
                    case DeviceId device ->
                            throw new IllegalArgumentException("devices enrol by themselves");
                };
        JsonNode data = vault.write(path, body).path("data");
        List<X509Certificate> chain =
                List.of(
                        certificate(data.path("certificate").asText()),
                        certificate(data.path("issuing_ca").asText()));
        return new IssuedIdentity(request.key(), chain, anchors());
    }

    private IssuedIdentity.AnchorSet anchors() throws CertificateException {
        return new IssuedIdentity.AnchorSet(
                certificate(vault.readText("pki-service/ca/pem")),
                certificate(vault.readText("pki-tenant/ca/pem")),
                certificate(vault.readText("pki-root/ca/pem")));
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        return Pem.readCertificates(pem.getBytes(StandardCharsets.US_ASCII)).getFirst();
    }
}
