package io.sealstream.kafka.setup;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sealstream.protocol.Hop;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.Topic;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on the broker: exactly what the table of topics says. Idempotent producers need
 * nothing more: Kafka lets whoever may write to a topic have a producer id (KIP-679).
 */
public final class AccessRules {
    private static final long TIMEOUT_SECONDS = 60;

    private final String trustDomain;
    private final List<OperatorId> operators;
    private final PrincipalName names;

    /** The rules of a trust domain and its operators, for a broker that knows SPIFFE IDs. */
    public AccessRules(String trustDomain, Collection<OperatorId> operators) {
        this(trustDomain, operators, PrincipalName.SPIFFE_ID);
    }

    private AccessRules(String trustDomain, Collection<OperatorId> operators, PrincipalName names) {
        this.trustDomain = trustDomain;
        this.operators = List.copyOf(operators);
        this.names = names;
    }

    /** The rules of the services, for a broker that knows clients by the common name. */
    public static AccessRules byCommonName() {
        return new AccessRules("none.invalid", List.of(), PrincipalName.COMMON_NAME);
    }

    /** Makes the broker's rules these and no others. */
    public void apply(Admin admin) throws Exception {
        Set<AclBinding> wanted = bindings();
        try {
            Collection<AclBinding> present = present(admin);
            Set<AclBinding> missing = new HashSet<>(wanted);
            missing.removeAll(present);
            admin.createAcls(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<AclBindingFilter> surplus =
                    present.stream()
                            .filter(rule -> !wanted.contains(rule))
                            .map(AclBinding::toFilter)
                            .toList();
            admin.deleteAcls(surplus).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            awaitInForce(admin, wanted);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the access rules could not be set", e.getCause());
        }
    }

    private static Collection<AclBinding> present(Admin admin) throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY)
                .values()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** The controller acknowledges rules a moment before the broker asks them. */
    private static void awaitInForce(Admin admin, Set<AclBinding> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!Set.copyOf(present(admin)).equals(wanted)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the broker does not apply the access rules");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** All rules that the broker must have, and no others. */
    public Set<AclBinding> bindings() {
        Set<AclBinding> rules = new LinkedHashSet<>();
        for (Topic topic : Topic.values()) {
            topic.writers().forEach(service -> allow(rules, service, topic, WRITE));
            topic.readers().forEach(service -> allow(rules, service, topic, READ));
            if (topic.readByOperators()) {
                operators.forEach(operator -> allowOperator(rules, operator, topic));
            }
        }
        for (ServiceName service : Hop.callersOf(ServiceName.BROKER)) {
            allowOwnNames(rules, service);
        }
        return rules;
    }

    private void allow(
            Set<AclBinding> rules, ServiceName service, Topic topic, AclOperation operation) {
        String who = names.of(new SpiffeId(trustDomain, service));
        rules.add(rule(topic(topic), who, operation));
        rules.add(rule(topic(topic), who, DESCRIBE));
    }

    private void allowOperator(Set<AclBinding> rules, OperatorId operator, Topic topic) {
        String who = names.of(new SpiffeId(trustDomain, operator));
        rules.add(rule(topic(topic), who, READ));
        rules.add(rule(topic(topic), who, DESCRIBE));
    }

    /** A service's groups and transactional ids start with its label. */
    private void allowOwnNames(Set<AclBinding> rules, ServiceName service) {
        String who = names.of(new SpiffeId(trustDomain, service));
        ResourcePattern groups = prefixed(ResourceType.GROUP, service.label());
        ResourcePattern transactions = prefixed(ResourceType.TRANSACTIONAL_ID, service.label());
        rules.add(rule(groups, who, READ));
        rules.add(rule(groups, who, DESCRIBE));
        rules.add(rule(transactions, who, WRITE));
        rules.add(rule(transactions, who, DESCRIBE));
    }

    private static ResourcePattern topic(Topic topic) {
        return new ResourcePattern(ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL);
    }

    private static ResourcePattern prefixed(ResourceType type, String prefix) {
        return new ResourcePattern(type, prefix, PatternType.PREFIXED);
    }

    private static AclBinding rule(ResourcePattern what, String who, AclOperation operation) {
        return new AclBinding(
                what, new AccessControlEntry(who, "*", operation, AclPermissionType.ALLOW));
    }
}
