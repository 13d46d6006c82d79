package io.sealstream.systemtests.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.devstack.identity.IdentityRequest;
import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has identities signed by the running Vault, also ones that end at once, as those who may: the
 * identity agent for everybody but devices, vault-keys for devices.
 */
public final class Authority {
    private static final JsonMapper JSON = new JsonMapper();
    private final Stack stack;

    public Authority(Stack stack) {
        this.stack = stack;
    }

    public IssuedIdentity sign(SpiffeId id, int seconds)
            throws IOException, InterruptedException, CertificateException {
        IdentityRequest request = IdentityRequest.create();
        Map<String, Object> body = new HashMap<>();
        body.put("csr", request.pem());
        body.put("uri_sans", id.toString());
        body.put("ttl", seconds + "s");
        boolean device = id.principal() instanceof DeviceId;
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
                    case DeviceId any -> "pki-tenant/sign/device";
                };
        JsonNode signed =
                device
                        ? write(ServiceName.VAULT_KEYS, "vault-keys", path, body)
                        : write(ServiceName.BOOTSTRAP, "identity-agent", path, body);
        List<X509Certificate> chain =
                List.of(
                        certificate(signed.at("/data/certificate")),
                        certificate(signed.at("/data/issuing_ca")));
        X509Certificate root = stack.anchors().getFirst();
        return new IssuedIdentity(
                request.key(), chain, new IssuedIdentity.AnchorSet(root, root, root));
    }

    /** The status of an attempt to log in at Vault as another. */
    public int login(ServiceName as, String role) throws IOException, InterruptedException {
        try (Http vault = vaultAs(as)) {
            return vault.post("/v1/auth/cert/login", JSON.writeValueAsBytes(Map.of("name", role)))
                    .statusCode();
        }
    }

    private JsonNode write(ServiceName as, String role, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        try (Http vault = vaultAs(as)) {
            byte[] login = JSON.writeValueAsBytes(Map.of("name", role));
            String token =
                    JSON.readTree(vault.post("/v1/auth/cert/login", login).body())
                            .at("/auth/client_token")
                            .asText();
            HttpResponse<byte[]> answer =
                    vault.send(
                            "POST",
                            "/v1/" + path,
                            JSON.writeValueAsBytes(body),
                            "X-Vault-Token",
                            token);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("not signed: " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        }
    }

    private Http vaultAs(ServiceName service) {
        return new Http(stack.stolen(service).client(ServiceName.VAULT), stack.url(Listener.VAULT));
    }

    private static X509Certificate certificate(JsonNode pem) throws CertificateException {
        return Pem.readCertificates(pem.asText().getBytes(StandardCharsets.US_ASCII)).getFirst();
    }
}
