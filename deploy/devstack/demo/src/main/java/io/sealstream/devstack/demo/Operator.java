package io.sealstream.devstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** The operator: registers and revokes devices at vault-keys. */
final class Operator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI door;
    private final HttpClient http;

    Operator(Path identity, URI door) {
        this.door = door;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(
                                TlsIdentity.open(identity)
                                        .client(ServiceName.VAULT_KEYS, Anchors.ROOT))
                        .build();
    }

    /** Registers a device; returns its one-time enrolment token. */
    String register(DeviceId device) {
        String path = "/v1/tenants/" + device.tenant() + "/devices";
        String body = "{\"device\":\"" + device.device() + "\"}";
        return post(path, body).path("enrolmentToken").asText();
    }

    /** Revokes a device; when this returns, vault-keys has it on record. */
    void revoke(DeviceId device) {
        post(
                "/v1/tenants/" + device.tenant() + "/devices/" + device.device() + "/revocation",
                "{}");
    }

    private JsonNode post(String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(door.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new DemoException(
                        "vault-keys answered " + response.statusCode() + " to " + path);
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new DemoException("vault-keys does not answer; is the stack up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
