package io.sealstream.systemtests.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Registers and revokes devices at vault-keys. */
public final class Operator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private final Http door;

    public Operator(Stack stack) {
        door =
                new Http(
                        TlsIdentity.open(stack.operator())
                                .client(ServiceName.VAULT_KEYS, Anchors.ROOT),
                        stack.url(Door.VAULT_KEYS));
    }

    /** Registers a device; returns its one-time enrolment token. */
    public String register(DeviceId id) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                door.post(
                        "/v1/tenants/" + id.tenant() + "/devices",
                        ("{\"device\":\"" + id.device() + "\"}").getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("not registered: " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("enrolmentToken").asText();
    }

    @Override
    public void close() {
        door.close();
    }
}
