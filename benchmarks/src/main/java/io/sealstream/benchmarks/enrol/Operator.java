package io.sealstream.benchmarks.enrol;

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

/** The operator: registers devices at vault-keys. Thread-safe. */
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
    String register(DeviceId device) throws IOException, InterruptedException {
        String path = "/v1/tenants/" + device.tenant() + "/devices";
        HttpRequest request =
                HttpRequest.newBuilder(door.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"device\":\"" + device.device() + "\"}"))
                        .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("vault-keys answered " + response.statusCode() + " to " + path);
        }
        return JSON.readTree(response.body()).path("enrolmentToken").asText();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
