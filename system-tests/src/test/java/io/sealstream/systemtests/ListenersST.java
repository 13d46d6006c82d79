package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.systemtests.stack.Authority;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.ListeningSockets;
import io.sealstream.systemtests.stack.Probe;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.stack.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every port of every process, and those who may not be there. */
@ExtendWith(StackExtension.class)
class ListenersST {
    private static final String TLS = "TLSv1.3";
    private static final int SHORT_SECONDS = 2;
    private static final String EST = "/.well-known/est/";
    private Stack stack;

    @BeforeEach
    void use(Stack running) {
        stack = running;
    }

    @Test
    void whoBelongsThereIsAnsweredOnEveryPort() throws Exception {
        List<Listener> silent = new ArrayList<>();
        Authority authority = new Authority(stack);
        for (Listener listener : Listener.values()) {
            if (!answers(listener, authority.sign(visitor(listener), 60), TLS)) {
                silent.add(listener);
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void nobodyIsAnsweredInPlaintextOnAnyPort() {
        List<Listener> answered = new ArrayList<>();
        for (Listener listener : Listener.values()) {
            for (Wire wire : Wire.values()) {
                if (Probe.isAnsweredInPlaintext(stack.port(listener), wire)) {
                    answered.add(listener);
                }
            }
        }
        assertThat(answered).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityWithTheRightNameCompletesNoRequestOnAnyPort()
            throws Exception {
        List<Listener> answered = new ArrayList<>();
        TemporaryAuthority other = TemporaryAuthority.create(Duration.ofHours(1));
        for (Listener listener : Listener.values()) {
            if (answers(listener, other.issue(visitor(listener), Duration.ofHours(1)), TLS)) {
                answered.add(listener);
            }
        }
        assertThat(answered).isEmpty();
    }

    @Test
    void anExpiredCertificateOfTheRightAuthorityCompletesNoRequestOnAnyPort() throws Exception {
        // Given
        Authority authority = new Authority(stack);
        Map<Listener, IssuedIdentity> expiring = new EnumMap<>(Listener.class);
        for (Listener listener : Listener.values()) {
            expiring.put(listener, authority.sign(visitor(listener), SHORT_SECONDS));
        }
        Instant last = Instant.EPOCH;
        for (IssuedIdentity identity : expiring.values()) {
            Instant end = identity.chain().getFirst().getNotAfter().toInstant();
            last = end.isAfter(last) ? end : last;
        }
        assertThat(last).isBefore(Instant.now().plusSeconds(2 * SHORT_SECONDS));
        Thread.sleep(Duration.between(Instant.now(), last.plusSeconds(2)));

        // When
        List<Listener> answered = new ArrayList<>();
        for (Listener listener : Listener.values()) {
            if (answers(listener, expiring.get(listener), TLS)) {
                answered.add(listener);
            }
        }

        // Then
        assertThat(answered).isEmpty();
    }

    @Test
    void nobodyWithoutACertificateIsAnsweredOnAnyPortButTheDevices() throws Exception {
        List<Listener> answered = new ArrayList<>();
        for (Listener listener : Listener.values()) {
            if (Probe.isAnswered(stack.port(listener), listener.wire(), nobodyAt(listener), TLS)) {
                answered.add(listener);
            }
        }
        assertThat(answered).containsExactly(Listener.INGEST);
    }

    @Test
    void whoHasNoCertificateGetsNothingAtTheDeviceEndpointButAFirstEnrolment() throws Exception {
        assertThat(statusForNobody("GET", EST + "cacerts")).isEqualTo(200);
        assertThat(statusForNobody("GET", EST + "csrattrs")).isEqualTo(204);
        assertThat(statusForNobody("POST", EST + "simpleenroll")).isEqualTo(401);
        assertThat(statusForNobody("POST", EST + "simplereenroll")).isEqualTo(401);
        assertThat(statusForNobody("GET", "/v1/epoch")).isEqualTo(401);
        assertThat(statusForNobody("GET", "/v1/receipts/" + new UUID(0, 0))).isEqualTo(401);
        assertThat(statusForNobody("POST", "/v1/streams/climate")).isEqualTo(401);
        for (String path : List.of("/", "/q/health", "/q/metrics", "/v1/tenants")) {
            assertThat(statusForNobody("GET", path)).as(path).isIn(401, 404);
        }
    }

    private int statusForNobody(String method, String path) throws Exception {
        try (Http nobody = new Http(nobodyAt(Listener.INGEST), stack.url(Listener.INGEST))) {
            byte[] body = method.equals("POST") ? new byte[] {'A'} : null;
            return nobody.send(method, path, body).statusCode();
        }
    }

    @Test
    void anOlderTlsIsAnsweredOnNoPort() throws Exception {
        List<Listener> answered = new ArrayList<>();
        Authority authority = new Authority(stack);
        for (Listener listener : Listener.values()) {
            if (answers(listener, authority.sign(visitor(listener), 60), "TLSv1.2")) {
                answered.add(listener);
            }
        }
        assertThat(answered).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noProcessListensOnAnyOtherPortOrBeyondThisMachine() throws Exception {
        // Given
        Set<String> expected = new HashSet<>();
        for (Listener listener : Listener.values()) {
            expected.add("loopback:" + stack.port(listener));
        }

        // When
        Set<String> listening = new HashSet<>();
        for (Listener listener : Listener.values()) {
            long process = stack.process(listener.owner()).orElseThrow().pid();
            listening.addAll(ListeningSockets.of(process));
        }

        // Then
        assertThat(listening).isEqualTo(expected);
    }

    /** Somebody who has business at a listener. */
    private static SpiffeId visitor(Listener listener) {
        Principal visitor =
                switch (listener) {
                    case VAULT -> ServiceName.VAULT_KEYS;
                    case DOCUMENT_STORE -> ServiceName.STORAGE;
                    case BROKER -> ServiceName.INGEST;
                    case BROKER_CONTROLLER -> ServiceName.BROKER;
                    case INGEST -> new DeviceId("acme", "visitor");
                    case VAULT_KEYS,
                            VAULT_KEYS_MANAGEMENT,
                            INGEST_MANAGEMENT,
                            REPLAY_GUARD_MANAGEMENT,
                            STORAGE,
                            STORAGE_MANAGEMENT ->
                            ServiceName.INGEST;
                };
        return new SpiffeId(Stack.DOMAIN, visitor);
    }

    private boolean answers(Listener listener, IssuedIdentity identity, String version)
            throws Exception {
        SSLContext tls =
                TlsContexts.client(
                        identity.key(),
                        identity.chain(),
                        stack.anchors(),
                        Stack.id(listener.owner()));
        return Probe.isAnswered(stack.port(listener), listener.wire(), tls, version);
    }

    private SSLContext nobodyAt(Listener listener) throws Exception {
        return TlsContexts.clientWithoutIdentity(stack.anchors(), Stack.id(listener.owner()));
    }
}
