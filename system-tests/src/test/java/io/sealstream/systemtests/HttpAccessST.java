package io.sealstream.systemtests;

import static io.sealstream.protocol.ServiceName.BOOTSTRAP;
import static io.sealstream.protocol.ServiceName.INGEST;
import static io.sealstream.protocol.ServiceName.REPLAY_GUARD;
import static io.sealstream.protocol.ServiceName.STORAGE;
import static io.sealstream.protocol.ServiceName.VAULT_KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.device.Answer;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.device.SignedEvent;
import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.StreamAddress;
import io.sealstream.systemtests.stack.Authority;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is served what at the listeners that speak HTTP. */
@ExtendWith(StackExtension.class)
class HttpAccessST {
    private static final OperatorId OPERATOR = new OperatorId("local");
    private static final ReaderId ACME = new ReaderId("acme", "dashboard");
    private static final ReaderId GLOBEX = new ReaderId("globex", "dashboard");
    private static final DeviceId DEVICE = new DeviceId("acme", "unknown");
    private static final String NO_EVENT = "00000000-0000-0000-0000-000000000000";
    private static final Set<Principal> SERVICES = Set.of(ServiceName.values());

    private Stack stack;

    /** A request, and whom it serves; to everybody else it is refused. */
    private record Request(
            Listener listener, String method, String path, Set<? extends Principal> served) {
        @Override
        public String toString() {
            return listener + " " + method + " " + path;
        }
    }

    @BeforeEach
    void use(Stack running) {
        stack = running;
    }

    private static List<Request> requests() {
        String devices = "/v1/tenants/acme/devices";
        String events = "/v1/tenants/acme/devices/none/streams/none/events";
        List<Request> requests = new ArrayList<>();
        requests.add(keys("GET", "/v1/epoch-keys", INGEST, REPLAY_GUARD));
        requests.add(keys("POST", "/v1/data-keys/unwrap", STORAGE));
        requests.add(keys("GET", "/v1/ca-certificates", INGEST));
        requests.add(keys("POST", "/v1/enrolments", INGEST));
        requests.add(keys("POST", "/v1/enrolments/by-token", INGEST));
        requests.add(keys("POST", "/v1/renewals", INGEST));
        requests.add(keys("GET", devices, OPERATOR));
        requests.add(keys("POST", devices, OPERATOR));
        requests.add(keys("GET", devices + "/none", OPERATOR));
        requests.add(keys("POST", devices + "/none/enrolment-token", OPERATOR));
        requests.add(keys("POST", devices + "/none/revocation", OPERATOR));
        requests.add(storage("/v1/receipts/acme/none/" + NO_EVENT, INGEST));
        requests.add(storage(events, ACME));
        requests.add(storage(events + "/" + NO_EVENT, ACME));
        requests.add(storage(events + "/" + NO_EVENT + "/evidence", ACME));
        requests.add(storage(events.replace("acme", "globex"), GLOBEX));
        requests.add(device("GET", "/v1/epoch"));
        requests.add(device("GET", "/v1/receipts/" + NO_EVENT));
        requests.add(device("POST", "/v1/streams/climate"));
        requests.add(device("POST", "/.well-known/est/simplereenroll"));
        Stream.of(Listener.values())
                .filter(Listener::management)
                .forEach(listener ->
                        requests.add(new Request(listener, "GET", "/q/health/ready", SERVICES)));
        return requests;
    }

    private static Request keys(String method, String path, Principal... served) {
        return new Request(Listener.VAULT_KEYS, method, path, Set.of(served));
    }

    private static Request storage(String path, Principal served) {
        return new Request(Listener.STORAGE, "GET", path, Set.of(served));
    }

    private static Request device(String method, String path) {
        return new Request(Listener.INGEST, method, path, Set.of());
    }

    static Stream<Principal> callers() {
        return Stream.concat(
                Stream.of(ServiceName.values()), Stream.of(OPERATOR, ACME, GLOBEX, DEVICE));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void eachIsServedWhatIsItsOwnAndNothingElse(Principal caller) throws Exception {
        // Given
        IssuedIdentity identity =
                new Authority(stack).sign(new SpiffeId(Stack.DOMAIN, caller), 120);

        // When
        List<String> differences = new ArrayList<>();
        for (Request request : requests()) {
            String outcome = outcome(identity, request);
            boolean refused = Set.of("401", "403", "no connection").contains(outcome);
            if (refused == request.served().contains(caller)) {
                differences.add(request + ": " + outcome);
            }
        }

        // Then
        assertThat(differences).isEmpty();
    }

    private String outcome(IssuedIdentity identity, Request request) throws Exception {
        var tls =
                TlsContexts.client(
                        identity.key(),
                        identity.chain(),
                        stack.anchors(),
                        Stack.id(request.listener().owner()));
        try (Http http = new Http(tls, stack.url(request.listener()))) {
            byte[] body =
                    request.method().equals("POST") ? "{}".getBytes(StandardCharsets.UTF_8) : null;
            return String.valueOf(http.send(request.method(), request.path(), body).statusCode());
        } catch (IOException e) {
            return "no connection";
        }
    }

    @Test
    void onlyVaultKeysAndTheIdentityAgentCanLogInAtVault() throws Exception {
        List<String> admitted = new ArrayList<>();
        Authority authority = new Authority(stack);
        for (ServiceName service : ServiceName.values()) {
            for (String role : List.of("vault-keys", "identity-agent")) {
                if (authority.login(service, role) / 100 == 2) {
                    admitted.add(service + " as " + role);
                }
            }
        }
        assertThat(admitted)
                .containsExactlyInAnyOrder(
                        VAULT_KEYS + " as vault-keys", BOOTSTRAP + " as identity-agent");
    }

    @Test
    void tenantsAndDevicesAreIsolated(@TempDir Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder)) {
            // Given
            DeviceClient own = fleet.enrol(new DeviceId("acme", "shared-name"), KeyType.P256, 10);
            DeviceClient other =
                    fleet.enrol(new DeviceId("globex", "shared-name"), KeyType.P256, 10);
            EventId event = send(own);

            // Then
            assertThat(read(ACME, "acme", event)).isEqualTo(CONTENT);
            assertThatThrownBy(() -> read(GLOBEX, "acme", event))
                    .isInstanceOf(ReaderException.class)
                    .hasMessageContaining("403");
            assertThatThrownBy(() -> read(GLOBEX, "globex", event))
                    .isInstanceOf(ReaderException.class)
                    .hasMessageContaining("404");
            SignedEvent captured = own.prepare(event());
            Answer answer = other.transmit(captured);
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    private static final String CONTENT = "{\"temperature\":\"21.5\"}";

    private static OutgoingEvent event() {
        return OutgoingEvent.of(
                "climate", "application/json", CONTENT.getBytes(StandardCharsets.UTF_8));
    }

    private static EventId send(DeviceClient device) {
        SendResult result = device.send(event()).join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        return result.id();
    }

    private String read(ReaderId reader, String tenant, EventId event) {
        try (ReaderClient client =
                ReaderClient.open(stack.reader(reader.tenant()), stack.url(Listener.STORAGE))) {
            byte[] content =
                    client.event(StreamAddress.of(tenant, "shared-name", "climate"), event)
                            .content();
            return new String(content, StandardCharsets.UTF_8);
        }
    }
}
