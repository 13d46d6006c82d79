package io.sealstream.deploy.kubernetes;

import io.sealstream.kafka.setup.AccessRules;
import io.sealstream.kafka.setup.TopicSettings;
import io.sealstream.protocol.Topic;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleType;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Topics and access rules against the table of topics. */
final class KafkaCheck {
    private KafkaCheck() {}

    /** How the topics differ from the table. */
    static List<String> topics(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Map<String, KafkaTopic> declared = new TreeMap<>();
        manifests
                .all(KafkaTopic.class)
                .forEach(topic -> declared.put(topic.getMetadata().getName(), topic));
        for (Topic topic : Topic.values()) {
            KafkaTopic found = declared.remove(topic.topicName());
            if (found == null) {
                findings.add("topic " + topic.topicName() + " lacks");
            } else {
                findings.addAll(differences(topic, found));
            }
        }
        declared.keySet().forEach(name -> findings.add("topic " + name + " is not in the table"));
        return findings;
    }

    private static List<String> differences(Topic topic, KafkaTopic found) {
        List<String> findings = new ArrayList<>();
        Map<String, String> settings =
                found.getSpec().getConfig().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
        if (!settings.equals(TopicSettings.of(topic))) {
            findings.add(
                    topic.topicName()
                            + ": settings are "
                            + new TreeMap<>(settings)
                            + ", the table says "
                            + new TreeMap<>(TopicSettings.of(topic)));
        }
        if (found.getSpec().getPartitions() != TopicSettings.partitions(topic)) {
            findings.add(topic.topicName() + ": partitions differ");
        }
        if (found.getSpec().getTopicName() != null) {
            findings.add(topic.topicName() + ": has a second name");
        }
        return findings;
    }

    /** How the access rules differ from those that the table gives. */
    static List<String> access(Manifests manifests) {
        Set<AclBinding> wanted = AccessRules.byCommonName().bindings();
        Set<AclBinding> declared = new HashSet<>();
        Set<String> findings = new TreeSet<>();
        for (KafkaUser user : manifests.all(KafkaUser.class)) {
            if (!user.getSpec().getAuthentication().getType().equals("tls-external")) {
                findings.add(user.getMetadata().getName() + " is not known by its certificate");
            }
            declared.addAll(rules(user));
        }
        minus(wanted, declared).forEach(rule -> findings.add("lacks: " + rule));
        minus(declared, wanted).forEach(rule -> findings.add("too much: " + rule));
        return List.copyOf(findings);
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> without) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static Set<AclBinding> rules(KafkaUser user) {
        Set<AclBinding> rules = new HashSet<>();
        var simple = (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
        for (AclRule acl : simple.getAcls()) {
            for (StrimziAclOperation operation : acl.getOperations()) {
                String host = acl.getHost() == null ? "*" : acl.getHost();
                AclPermissionType permission =
                        acl.getType() == AclRuleType.DENY
                                ? AclPermissionType.DENY
                                : AclPermissionType.ALLOW;
                rules.add(
                        new AclBinding(
                                pattern(acl.getResource()),
                                new AccessControlEntry(
                                        "User:CN=" + user.getMetadata().getName(),
                                        host,
                                        operation(operation),
                                        permission)));
            }
        }
        return rules;
    }

    private static AclOperation operation(StrimziAclOperation operation) {
        return Arrays.stream(AclOperation.values())
                .filter(candidate ->
                        candidate
                                .name()
                                .replace("_", "")
                                .equals(operation.toValue().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private static ResourcePattern pattern(AclRuleResource resource) {
        return switch (resource) {
            case AclRuleTopicResource topic ->
                    pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
            case AclRuleGroupResource group ->
                    pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
            case AclRuleTransactionalIdResource id ->
                    pattern(ResourceType.TRANSACTIONAL_ID, id.getName(), id.getPatternType());
            default -> new ResourcePattern(ResourceType.CLUSTER, "all", PatternType.LITERAL);
        };
    }

    private static ResourcePattern pattern(
            ResourceType type, String name, AclResourcePatternType pattern) {
        return new ResourcePattern(
                type,
                name,
                pattern == AclResourcePatternType.PREFIX
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL);
    }
}
