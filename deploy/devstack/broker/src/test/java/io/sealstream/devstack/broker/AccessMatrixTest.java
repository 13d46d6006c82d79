package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.devstack.broker.access.AccessRules;
import io.sealstream.devstack.broker.access.TopicSetup;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every principal, topic and operation against the real broker: exactly the table, no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {
    private static final OperatorId OPERATOR = new OperatorId("local");
    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
        Map<String, Object> bootstrap = broker.clientOf(ServiceName.BOOTSTRAP);
        try (Admin admin = Admin.create(bootstrap)) {
            new TopicSetup(admin, 1).apply();
            new AccessRules(RunningBroker.DOMAIN, List.of(OPERATOR)).apply(admin);
        }
        try (Attempts attempts = new Attempts(bootstrap, "bootstrap")) {
            for (Topic topic : Topic.values()) {
                assertThat(attempts.allowed(Attempts.Operation.PRODUCE, topic)).isTrue();
            }
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    static Stream<Principal> principals() {
        return Stream.of(
                ServiceName.INGEST,
                ServiceName.REPLAY_GUARD,
                ServiceName.VAULT_KEYS,
                ServiceName.STORAGE,
                ServiceName.VAULT,
                ServiceName.DOCUMENT_STORE,
                OPERATOR,
                new OperatorId("unknown"));
    }

    private static Set<Attempts.Operation> table(Principal who, Topic topic) {
        Set<Attempts.Operation> allowed = EnumSet.noneOf(Attempts.Operation.class);
        if (topic.writers().contains(who)) {
            allowed.add(Attempts.Operation.PRODUCE);
        }
        if (topic.readers().contains(who) || (who.equals(OPERATOR) && topic.readByOperators())) {
            allowed.add(Attempts.Operation.CONSUME);
        }
        if (!allowed.isEmpty()) {
            allowed.add(Attempts.Operation.DESCRIBE);
        }
        return allowed;
    }

    @ParameterizedTest
    @MethodSource("principals")
    void aPrincipalMayDoWhatTheTableSaysAndNothingElse(Principal who) throws Exception {
        Map<String, Set<Attempts.Operation>> expected = new TreeMap<>();
        Map<String, Set<Attempts.Operation>> actual = new TreeMap<>();
        try (Attempts attempts = new Attempts(broker.clientOf(who), label(who))) {
            for (Topic topic : Topic.values()) {
                expected.put(topic.topicName(), new TreeSet<>(table(who, topic)));
                Set<Attempts.Operation> found = new TreeSet<>();
                for (Attempts.Operation operation : Attempts.Operation.values()) {
                    if (attempts.allowed(operation, topic)) {
                        found.add(operation);
                    }
                }
                actual.put(topic.topicName(), found);
            }
        }

        assertThat(actual).isEqualTo(expected);
    }

    private static String label(Principal who) {
        return who instanceof ServiceName service ? service.label() : "operator";
    }

    @Test
    void aServiceCannotJoinAGroupOfAnother() throws Exception {
        Map<String, Object> storage = broker.clientOf(ServiceName.STORAGE);

        assertThat(Attempts.join(storage, "storage-test", Topic.ACCEPTED)).isTrue();
        assertThatThrownBy(() -> Attempts.join(storage, "replay-guard", Topic.ACCEPTED))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void aServiceCannotTakeATransactionalIdOfAnother() throws Exception {
        Attempts.beginTransaction(broker.clientOf(ServiceName.REPLAY_GUARD), "replay-guard-test");
        Map<String, Object> ingest = broker.clientOf(ServiceName.INGEST);

        assertThatThrownBy(() -> Attempts.beginTransaction(ingest, "replay-guard-test"))
                .isInstanceOf(TransactionalIdAuthorizationException.class);
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestart() throws Exception {
        // Given
        var before = broker.presentedCertificate();

        // When
        broker.identity(ServiceName.BROKER);

        // Then
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (broker.presentedCertificate().equals(before)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(200);
        }
    }
}
