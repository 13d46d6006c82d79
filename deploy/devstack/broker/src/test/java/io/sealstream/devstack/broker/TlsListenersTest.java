package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is refused by the broker's and the controller's listener. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsListenersTest {
    private static final SpiffeId BROKER = new SpiffeId(RunningBroker.DOMAIN, ServiceName.BROKER);
    private static final String TLS = "TLSv1.3";
    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
        try (Admin admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP))) {
            admin.listTopics().names().get(60, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    Stream<Integer> ports() {
        return Stream.of(broker.port(), broker.controllerPort());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void theBrokerItselfIsLetIn(int port) throws Exception {
        assertThat(WireProbe.isAnswered(port, presenting(valid()), TLS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void nobodyIsAnsweredInPlaintext(int port) {
        assertThat(WireProbe.isAnsweredInPlaintext(port)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void nobodyIsAnsweredWithoutACertificate(int port) throws Exception {
        SSLContext nobody = TlsContexts.clientWithoutIdentity(anchors(), BROKER);

        assertThat(WireProbe.isAnswered(port, nobody, TLS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void theRightNameFromAnotherAuthorityIsRefused(int port) throws Exception {
        // Given
        IssuedIdentity forged =
                TemporaryAuthority.create(Duration.ofHours(1)).issue(BROKER, Duration.ofHours(1));

        // Then
        assertThat(WireProbe.isAnswered(port, presenting(forged), TLS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void anExpiredCertificateIsRefused(int port) throws Exception {
        // Given
        Instant now = Instant.now();
        IssuedIdentity expired =
                broker.authority().issue(BROKER, now.minusSeconds(20), now.minusSeconds(2));

        // Then
        assertThat(WireProbe.isAnswered(port, presenting(expired), TLS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("ports")
    void anOlderTlsVersionIsRefused(int port) throws Exception {
        assertThat(WireProbe.isAnswered(port, presenting(valid()), "TLSv1.2")).isFalse();
    }

    @Test
    void aServiceGetsNothingFromTheController() throws Exception {
        // Given
        Map<String, Object> settings = broker.clientOf(ServiceName.INGEST);
        settings.remove("bootstrap.servers");
        settings.put("bootstrap.controllers", "localhost:" + broker.controllerPort());

        // Then
        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() ->
                            admin.deleteAcls(List.of(AclBindingFilter.ANY))
                                    .all()
                                    .get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ClusterAuthorizationException.class);
        }
    }

    private IssuedIdentity valid() {
        return broker.authority().issue(BROKER, Duration.ofHours(1));
    }

    private List<X509Certificate> anchors() {
        return List.of(broker.authority().certificate());
    }

    private SSLContext presenting(IssuedIdentity identity) throws Exception {
        return TlsContexts.client(identity.key(), identity.chain(), anchors(), BROKER);
    }
}
