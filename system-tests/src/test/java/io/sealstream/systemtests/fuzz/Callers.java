package io.sealstream.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.fuzzing.requests.Body;
import io.sealstream.fuzzing.requests.RequestTemplate;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.systemtests.stack.Authority;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.traffic.RawDevice;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Everybody who may call a listener, with one right request of each operation they may call. */
public final class Callers {
    private static final byte[] CONTENT = "{\"celsius\":21.5}".getBytes(UTF_8);
    private static final int LIFETIME_SECONDS = 7_200;

    private final Stack stack;

    /** Of that stack. */
    public Callers(Stack stack) {
        this.stack = stack;
    }

    /**
     * A caller at a listener.
     *
     * @param requests right ones, each of which is served or refused by name
     */
    public record Caller(
            Listener listener,
            int port,
            SSLSocketFactory connections,
            List<RequestTemplate> requests) {}

    /** All of them, with so many enrolled devices. */
    public List<Caller> all(int devices) throws Exception {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            callers.add(device());
        }
        RawDevice unknown = new RawDevice(stack, new DeviceId("acme", "unknown"));
        SSLContext nobody =
                TlsContexts.clientWithoutIdentity(stack.anchors(), Stack.id(ServiceName.INGEST));
        callers.add(caller(Listener.INGEST, nobody, enrolments(unknown)));
        callers.add(caller(Listener.STORAGE, new ReaderId("acme", "dashboard"), reads()));
        callers.add(caller(Listener.STORAGE, ServiceName.INGEST, List.of(get(receipt()))));
        callers.add(caller(Listener.VAULT_KEYS, new OperatorId("local"), operations()));
        callers.add(caller(Listener.VAULT_KEYS, ServiceName.INGEST, ingestCalls(unknown)));
        callers.add(caller(Listener.VAULT_KEYS, ServiceName.STORAGE, List.of(unwrap())));
        for (Listener listener : Listener.values()) {
            if (listener.management()) {
                callers.add(caller(listener, ServiceName.STORAGE, List.of(get("/q/health"))));
            }
        }
        return callers;
    }

    private Caller caller(Listener listener, Principal who, List<RequestTemplate> requests)
            throws Exception {
        IssuedIdentity identity =
                new Authority(stack).sign(new SpiffeId(Stack.DOMAIN, who), LIFETIME_SECONDS);
        SSLContext tls =
                TlsContexts.client(
                        identity.key(),
                        identity.chain(),
                        stack.anchors(),
                        Stack.id(listener.owner()));
        return caller(listener, tls, requests);
    }

    private Caller caller(Listener listener, SSLContext tls, List<RequestTemplate> requests) {
        return new Caller(listener, stack.port(listener), tls.getSocketFactory(), requests);
    }

    private Caller device() throws Exception {
        DeviceId id = new DeviceId("acme", "fuzzed-" + UUID.randomUUID());
        RawDevice device = new RawDevice(stack, id);
        String token = stack.operatorClient().register(id).token().text();
        List<X509Certificate> chain = device.enrol(token);
        List<RequestTemplate> requests = new ArrayList<>();
        EventId event = EventId.random();
        try (Http endpoint = device.endpoint(chain)) {
            byte[] epoch = endpoint.get("/v1/epoch").body();
            String nonce = new ObjectMapper().readTree(epoch).path("epoch").asText() + ".0";
            List<String> lines = new ArrayList<>(List.of("Content-Type: application/json"));
            List<String> signed = device.signedFields(chain, event, nonce, CONTENT);
            for (int i = 0; i + 1 < signed.size(); i += 2) {
                lines.add(signed.get(i) + ": " + signed.get(i + 1));
            }
            // Most of what can be wrong is wrong in these.
            for (int i = 0; i < 8; i++) {
                requests.add(request("POST", "/v1/streams/climate", lines, Body.JSON, CONTENT));
            }
        }
        requests.add(get("/v1/epoch"));
        requests.add(get("/v1/receipts/" + event));
        requests.add(
                request(
                        "POST",
                        "/.well-known/est/simplereenroll",
                        List.of("Content-Type: application/pkcs10"),
                        Body.BASE64_DER,
                        device.csr()));
        return caller(Listener.INGEST, device.tls(chain), requests);
    }

    private static List<RequestTemplate> enrolments(RawDevice device) {
        return List.of(
                get("/.well-known/est/cacerts"),
                get("/.well-known/est/csrattrs"),
                request(
                        "POST",
                        "/.well-known/est/simpleenroll",
                        List.of(
                                "Content-Type: application/pkcs10",
                                "Authorization: " + device.basic("not-a-token")),
                        Body.BASE64_DER,
                        device.csr()));
    }

    private static List<RequestTemplate> reads() {
        String events = "/v1/tenants/acme/devices/sensor-1/streams/climate/events";
        return List.of(
                get(events),
                get(events + "?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&limit=10"),
                get(events + "?limit=1000&cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                get(events + "/" + EventId.random()),
                get(events + "/" + EventId.random() + "/evidence"));
    }

    private static String receipt() {
        return "/v1/receipts/acme/sensor-1/" + EventId.random();
    }

    private static List<RequestTemplate> operations() {
        String devices = "/v1/tenants/acme/devices";
        return List.of(
                get(devices + "?after=sensor-1&limit=10"),
                get(devices + "/sensor-1"),
                json(devices, "{\"device\":\"sensor-1\"}"),
                json(devices + "/sensor-1/enrolment-token", ""),
                json(devices + "/sensor-1/revocation", ""));
    }

    private static List<RequestTemplate> ingestCalls(RawDevice device) {
        String csr = new String(device.csr(), UTF_8);
        String request = "{\"tenant\":\"acme\",\"device\":\"sensor-1\",\"csr\":\"" + csr + "\"";
        String signature =
                ",\"signature\":{\"signatureInput\":\"sig1=(\\\"@method\\\" \\\"@path\\\""
                        + " \\\"content-digest\\\");created=1;expires=2;keyid=\\\"acme/sensor-1\\\";"
                        + "tag=\\\"sealstream-enrol-1\\\"\",\"signature\":\"sig1=:AAAA:\"}";
        return List.of(
                get("/v1/epoch-keys"),
                get("/v1/ca-certificates"),
                json("/v1/enrolments", request + signature + "}"),
                json("/v1/enrolments/by-token", request + ",\"token\":\"" + "A".repeat(43) + "\"}"),
                json("/v1/renewals", request + "}"),
                json("/v1/renewals", request + signature + "}"));
    }

    private static RequestTemplate unwrap() {
        return json(
                "/v1/data-keys/unwrap",
                "{\"tenant\":\"acme\",\"device\":\"sensor-1\",\"dataKeys\":[{\"dataKeyId\":\""
                        + UUID.randomUUID()
                        + "\"}]}");
    }

    private static RequestTemplate get(String target) {
        return request("GET", target, List.of("Accept: */*"), Body.NONE, new byte[0]);
    }

    private static RequestTemplate json(String target, String body) {
        return request(
                "POST",
                target,
                List.of("Content-Type: application/json"),
                body.isEmpty() ? Body.NONE : Body.JSON,
                body.getBytes(UTF_8));
    }

    private static RequestTemplate request(
            String method, String target, List<String> fields, Body body, byte[] content) {
        List<String> lines = new ArrayList<>(List.of("Host: localhost"));
        lines.addAll(fields);
        return new RequestTemplate(method, target, lines, body, content);
    }
}
