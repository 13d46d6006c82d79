package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.kafka.setup.AccessRules;
import io.sealstream.kafka.setup.TopicSetup;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.identity.TlsIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every principal, every topic, every operation, on the real broker, against the one table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {
    private static final OperatorId OPERATOR = new OperatorId("local");
    private static final List<ServiceName> GROUP_OWNERS =
            List.of(
                    ServiceName.INGEST,
                    ServiceName.REPLAY_GUARD,
                    ServiceName.VAULT_KEYS,
                    ServiceName.STORAGE);
    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
        try (Admin admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP))) {
            new TopicSetup(admin, 1).apply();
            new AccessRules(RunningBroker.DOMAIN, List.of(OPERATOR)).apply(admin);
        }
        try (AccessAttempts all = new AccessAttempts(broker.clientOf(ServiceName.BOOTSTRAP))) {
            for (Topic topic : Topic.values()) {
                assertThat(all.attempt(Operation.WRITE, topic, "", ""))
                        .isEqualTo(new Access.Allowed());
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
                ServiceName.DOCUMENT_STORE,
                ServiceName.VAULT,
                OPERATOR);
    }

    static Stream<Principal> strangers() {
        return Stream.of(new DeviceId("acme", "d1"), new ReaderId("acme", "dashboard"));
    }

    @ParameterizedTest
    @MethodSource("principals")
    void eachMayDoToATopicExactlyWhatTheTableSays(Principal who) throws Exception {
        List<String> differences = new ArrayList<>();
        try (AccessAttempts attempts = new AccessAttempts(broker.clientOf(who))) {
            for (Topic topic : Topic.values()) {
                for (Operation operation : Operation.values()) {
                    for (String other : groupsOfOthers(who, operation)) {
                        note(
                                differences,
                                operation + " " + topic + " " + other,
                                allows(operation, topic, who),
                                attempts.attempt(operation, topic, group(label(who)), other));
                    }
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("principals")
    void eachMayUseItsOwnGroupsAndTransactionalIdsAlone(Principal who) throws Exception {
        List<String> differences = new ArrayList<>();
        try (AccessAttempts attempts = new AccessAttempts(broker.clientOf(who))) {
            for (ServiceName owner : GROUP_OWNERS) {
                boolean own = owner == who;
                String name = group(owner.label());
                note(
                        differences,
                        "transactional id " + name,
                        own,
                        attempts.takeTransactionalId(name));
                note(differences, "delete group " + name, false, attempts.deleteGroup(name));
                if (!own) {
                    note(
                            differences,
                            "describe group " + name,
                            false,
                            attempts.describeGroup(name));
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("principals")
    void nobodyMayChangeTopicsRulesOrTheBroker(Principal who) throws Exception {
        List<String> differences = new ArrayList<>();
        try (AccessAttempts attempts = new AccessAttempts(broker.clientOf(who))) {
            note(differences, "new topic", false, attempts.createNewTopic(label(who) + "-new"));
            note(differences, "add rule", false, attempts.addRule(everythingFor(who)));
            note(differences, "delete rules", false, attempts.deleteRules());
            note(differences, "read rules", false, attempts.readRules());
            note(differences, "alter broker", false, attempts.alterBroker());
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void aRuleBeyondTheTableIsSeenAndRemoved() throws Exception {
        try (Admin admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP));
                AccessAttempts attempts = new AccessAttempts(broker.clientOf(OPERATOR))) {
            // Given
            admin.createAcls(List.of(everythingFor(OPERATOR))).all().get();
            awaitWriting(attempts, new Access.Allowed());

            // When
            new AccessRules(RunningBroker.DOMAIN, List.of(OPERATOR)).apply(admin);

            // Then
            awaitWriting(attempts, new Access.Refused());
        }
    }

    /** The broker applies changed rules a moment after the controller took them. */
    private static void awaitWriting(AccessAttempts attempts, Access expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Access seen = attempts.attempt(Operation.WRITE, Topic.RECEIVED, "", "");
        while (!seen.equals(expected) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            seen = attempts.attempt(Operation.WRITE, Topic.RECEIVED, "", "");
        }
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void devicesAndReadersGetNoAnswerToAnyRequest(Principal who) throws Exception {
        // Given
        TlsIdentity identity = TlsIdentity.open(broker.identity(who));

        // Then
        for (int port : List.of(broker.port(), broker.controllerPort())) {
            assertThat(WireProbe.isAnswered(port, identity.client(ServiceName.BROKER), "TLSv1.3"))
                    .isFalse();
        }
    }

    private static boolean allows(Operation operation, Topic topic, Principal who) {
        boolean writes = topic.writers().contains(who);
        boolean consumes = topic.readers().contains(who);
        boolean reads = consumes || (who.equals(OPERATOR) && topic.readByOperators());
        return switch (operation) {
            case WRITE -> writes;
            case READ -> reads;
            case DESCRIBE -> writes || reads;
            case COMMIT_WITH_OWN_GROUP -> consumes;
            case DESCRIBE_SETTINGS,
                    COMMIT_WITH_GROUP_OF_ANOTHER,
                    CREATE,
                    ADD_PARTITIONS,
                    ALTER_SETTINGS,
                    DELETE_RECORDS,
                    DELETE ->
                    false;
        };
    }

    /** The groups an attempt is made with; one empty name where no group of another plays. */
    private static List<String> groupsOfOthers(Principal who, Operation operation) {
        return operation == Operation.COMMIT_WITH_GROUP_OF_ANOTHER
                ? GROUP_OWNERS.stream()
                        .filter(owner -> owner != who)
                        .map(owner -> group(owner.label()))
                        .toList()
                : List.of("");
    }

    private static void note(
            List<String> differences, String attempt, boolean allowed, Access access) {
        Access expected = allowed ? new Access.Allowed() : new Access.Refused();
        if (!access.equals(expected)) {
            differences.add(attempt + ": " + access + ", not " + expected);
        }
    }

    private static AclBinding everythingFor(Principal who) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + new SpiffeId(RunningBroker.DOMAIN, who),
                        "*",
                        AclOperation.ALL,
                        AclPermissionType.ALLOW));
    }

    private static String label(Principal who) {
        return who.path().substring(who.path().lastIndexOf('/') + 1);
    }

    private static String group(String label) {
        return label + "-matrix";
    }
}
