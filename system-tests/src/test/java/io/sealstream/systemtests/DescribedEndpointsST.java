package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.EnrolmentCalls;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.RawDevice;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The running services answer what OpenAPI says, and all operations it tells of are there. */
@ExtendWith(StackExtension.class)
class DescribedEndpointsST {
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> differences = new ArrayList<>();
    private final DeviceId id = new DeviceId("acme", "described-" + UUID.randomUUID());
    private Stack stack;
    private OpenApi api;

    @BeforeEach
    void use(Stack running) {
        stack = running;
    }

    @Test
    void theDeviceEndpointIsAsDescribed() throws Exception {
        api = new OpenApi("ingest.yaml");
        RawDevice device = new RawDevice(stack, id);
        String token = token();
        String est = "/.well-known/est/";
        String[] csr = {"Content-Type", "application/pkcs10"};
        String[] wrong = {csr[0], csr[1], "Authorization", device.basic(EnrolmentKey.newToken())};
        String[] right = {csr[0], csr[1], "Authorization", device.basic(token)};
        Opening stranger = device::stranger;
        askOnce(stranger, "GET", est + "cacerts", null);
        askOnce(stranger, "GET", est + "csrattrs", null);
        askOnce(stranger, "POST", est + "simpleenroll", device.csr(), csr);
        askOnce(stranger, "POST", est + "simpleenroll", device.csr(), wrong);
        askOnce(stranger, "POST", est + "simpleenroll", new byte[] {1}, right);
        List<X509Certificate> chain =
                RawDevice.certificates(
                        askOnce(stranger, "POST", est + "simpleenroll", device.csr(), right));
        Opening own = () -> device.endpoint(chain);
        awaitKnown(own);
        String epoch =
                JSON.readTree(askOnce(own, "GET", "/v1/epoch", null).body()).path("epoch").asText();
        EventId event = EventId.random();
        byte[] large = new byte[300_000];
        try (Http endpoint = own.open()) {
            String[] wait = {"Prefer", "wait=20"};
            tell(device.send(endpoint, chain, event, epoch + ".0", CONTENT, CONTENT, wait));
            tell(device.send(endpoint, chain, event, epoch + ".0", CONTENT, CONTENT, wait));
            tell(device.send(endpoint, chain, event, epoch + ".1", CONTENT, CONTENT));
            tell(device.send(endpoint, chain, event, epoch + ".2", CONTENT, new byte[1]));
            tell(device.send(endpoint, chain, event, "A".repeat(40) + ".0", CONTENT, CONTENT));
            String[] early = {"Early-Data", "1"};
            tell(device.send(endpoint, chain, event, epoch + ".3", CONTENT, CONTENT, early));
            tell(device.send(endpoint, chain, event, epoch + ".4", large, large));
        }
        askOnce(own, "POST", "/v1/streams/climate", CONTENT);
        askOnce(own, "POST", "/v1/streams/climate", CONTENT, "Content-Type", "text/plain");
        askOnce(own, "GET", "/v1/receipts/" + event, null);
        askOnce(own, "GET", "/v1/receipts/" + EventId.random(), null);
        askOnce(own, "GET", "/v1/receipts/none", null);
        askOnce(own, "POST", est + "simplereenroll", device.csr(), csr);
        nothingDiffersAndAllIsTried();
    }

    @Test
    void theEndpointOfVaultKeysIsAsDescribed(@TempDir Path folder) throws Exception {
        api = new OpenApi("vault-keys.yaml");
        String devices = "/v1/tenants/" + id.tenant() + "/devices";
        String one = devices + "/" + id.device();
        RawDevice device = new RawDevice(stack, id);
        byte[] name = JSON.writeValueAsBytes(Map.of("device", id.device()));
        String token;
        try (Http operator = operator()) {
            ask(operator, "POST", devices, new byte[] {'['});
            ask(operator, "POST", devices, name);
            ask(operator, "POST", devices, name);
            ask(operator, "GET", devices + "?limit=2", null);
            ask(operator, "GET", devices + "?limit=0", null);
            ask(operator, "GET", one, null);
            ask(operator, "GET", devices + "/none", null);
            token =
                    JSON.readTree(ask(operator, "POST", one + "/enrolment-token", null).body())
                            .path("enrolmentToken")
                            .asText();
            ask(operator, "GET", "/v1/epoch-keys", null);
        }
        try (Http ingest = keysAs(ServiceName.INGEST)) {
            ask(ingest, "GET", "/v1/epoch-keys", null);
            ask(ingest, "GET", "/v1/ca-certificates", null);
            ask(ingest, "POST", "/v1/enrolments", enrolment(device, EnrolmentKey.newToken()));
            JsonNode enrolled =
                    JSON.readTree(
                            ask(ingest, "POST", "/v1/enrolments", enrolment(device, token)).body());
            assertThat(enrolled.path("certificate").asText()).isNotEmpty();
            String byToken = "/v1/enrolments/by-token";
            ask(ingest, "POST", byToken, shown(id, device, token));
            ask(ingest, "POST", byToken, shown(id, device, EnrolmentKey.newToken()));
            DeviceId closed = new DeviceId("globex", id.device());
            ask(ingest, "POST", byToken, shown(closed, device, token));
        }
        renewAs(device);
        unwrap(folder);
        try (Http operator = operator()) {
            ask(operator, "POST", one + "/revocation", null);
            ask(operator, "POST", one + "/enrolment-token", null);
        }
        nothingDiffersAndAllIsTried();
    }

    @Test
    void theReadEndpointIsAsDescribed(@TempDir Path folder) throws Exception {
        api = new OpenApi("storage.yaml");
        try (Fleet fleet = new Fleet(stack, folder)) {
            // Given
            EventId event = send(fleet.enrol(id, KeyType.P256, 20));
            String events =
                    "/v1/tenants/acme/devices/%s/streams/climate/events".formatted(id.device());

            // When
            try (Http reader = readerOf("acme")) {
                ask(reader, "GET", events, null);
                ask(reader, "GET", events, null, "Accept", "application/x-ndjson");
                ask(reader, "GET", events + "?limit=0", null);
                ask(reader, "GET", events + "?form=2026-01-01T00:00:00Z", null);
                ask(reader, "GET", events + "/" + event, null);
                ask(reader, "GET", events + "/" + EventId.random(), null);
                ask(reader, "GET", events + "/none", null);
                ask(reader, "GET", events + "/" + event + "/evidence", null);
            }
            try (Http reader = readerOf("globex")) {
                ask(reader, "GET", events, null);
                ask(reader, "GET", events + "/" + event + "/evidence", null);
            }
            try (Http ingest = storageAs(ServiceName.INGEST)) {
                ask(ingest, "GET", "/v1/receipts/" + id.key() + "/" + event, null);
                ask(ingest, "GET", "/v1/receipts/" + id.key() + "/" + EventId.random(), null);
            }
        }

        // Then
        nothingDiffersAndAllIsTried();
    }

    private byte[] enrolment(RawDevice device, String token) {
        return Json.write(
                new EnrolmentCalls.Enrolment(
                        id.tenant(), id.device(), device.enrolment(token), device.der()));
    }

    private static byte[] shown(DeviceId as, RawDevice device, String token) {
        return Json.write(
                new EnrolmentCalls.TokenEnrolment(as.tenant(), as.device(), token, device.der()));
    }

    private void renewAs(RawDevice device) throws Exception {
        try (Http ingest = keysAs(ServiceName.INGEST)) {
            byte[] other = new RawDevice(stack, id).der();
            ask(ingest, "POST", "/v1/renewals", renewal(id.device(), device.der()));
            ask(ingest, "POST", "/v1/renewals", renewal(id.device(), other));
            ask(ingest, "POST", "/v1/renewals", renewal("none", device.der()));
        }
    }

    private byte[] renewal(String device, byte[] csr) {
        return Json.write(new EnrolmentCalls.Renewal(id.tenant(), device, null, csr));
    }

    private void unwrap(Path folder) throws Exception {
        DeviceId sender = new DeviceId("acme", "unwrapped-" + UUID.randomUUID());
        try (Fleet fleet = new Fleet(stack, folder);
                StolenDatabase database = new StolenDatabase(stack);
                Http storage = keysAs(ServiceName.STORAGE)) {
            send(fleet.enrol(sender, KeyType.P256, 20));
            List<DataKeyAnnouncement> announcements = database.announcements(sender);
            Map<String, Object> request = new HashMap<>();
            request.put("tenant", sender.tenant());
            request.put("device", sender.device());
            request.put("announcements", announcements);
            ask(storage, "POST", "/v1/data-keys/unwrap", Json.write(request));
            request.put("device", "another");
            ask(storage, "POST", "/v1/data-keys/unwrap", Json.write(request));
            ask(storage, "POST", "/v1/data-keys/unwrap", new byte[] {'{'});
        }
    }

    private HttpResponse<byte[]> ask(
            Http endpoint, String method, String path, byte[] body, String... fields)
            throws Exception {
        HttpResponse<byte[]> answer = endpoint.send(method, path, body, fields);
        differences.addAll(api.differences(method, path, answer));
        return answer;
    }

    /** How an endpoint is opened: one that refuses may cut the connection. */
    private interface Opening {
        Http open() throws Exception;
    }

    private HttpResponse<byte[]> askOnce(
            Opening opening, String method, String path, byte[] body, String... fields)
            throws Exception {
        try (Http endpoint = opening.open()) {
            return ask(endpoint, method, path, body, fields);
        }
    }

    private void tell(HttpResponse<byte[]> answer) {
        differences.addAll(api.differences("POST", "/v1/streams/climate", answer));
    }

    private void nothingDiffersAndAllIsTried() {
        assertThat(differences).isEmpty();
        assertThat(api.untried()).isEmpty();
    }

    /** A new device is known to ingest a moment after its enrolment. */
    private static void awaitKnown(Opening own) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int status = 0;
        while (status != 200 && System.nanoTime() < end) {
            try (Http endpoint = own.open()) {
                status = endpoint.get("/v1/epoch").statusCode();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String token() throws Exception {
        try (OperatorClient operator = stack.operatorClient()) {
            return operator.register(id).token().text();
        }
    }

    private static EventId send(DeviceClient device) {
        SendResult result = device.send(event()).join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        return result.id();
    }

    private static OutgoingEvent event() {
        return OutgoingEvent.of("climate", "application/json", CONTENT);
    }

    private Http operator() {
        return new Http(
                TlsIdentity.open(stack.operator()).client(ServiceName.VAULT_KEYS, Anchors.ROOT),
                stack.url(Listener.VAULT_KEYS));
    }

    private Http keysAs(ServiceName service) {
        return new Http(
                stack.stolen(service).client(ServiceName.VAULT_KEYS),
                stack.url(Listener.VAULT_KEYS));
    }

    private Http storageAs(ServiceName service) {
        return new Http(
                stack.stolen(service).client(ServiceName.STORAGE), stack.url(Listener.STORAGE));
    }

    private Http readerOf(String tenant) {
        return new Http(
                TlsIdentity.open(stack.reader(tenant)).client(ServiceName.STORAGE, Anchors.ROOT),
                stack.url(Listener.STORAGE));
    }
}
