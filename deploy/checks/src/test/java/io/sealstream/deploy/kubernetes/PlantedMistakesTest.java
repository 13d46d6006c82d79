package io.sealstream.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks are worth something only if they find what is wrong. */
class PlantedMistakesTest {
    private static final Manifests RIGHT = Manifests.ofCheckout();
    private static final String INGEST = "base/services/ingest.yaml";
    private static final String USERS = "base/kafka/users.yaml";
    private static final String TOPICS = "base/kafka/topics.yaml";
    private static final String CLUSTER = "base/kafka/cluster.yaml";
    private static final String LOCAL = "overlays/local/kustomization.yaml";
    private static final String PATCH = "overlays/local/reach-by-port-forward.yaml";

    @ParameterizedTest
    @CsvSource({
        "base/services/ingest.yaml, enableServiceLinks, enableServiceLinkz",
        "base/services/ingest.yaml, allowPrivilegeEscalation, allowPrivilegeEscalations",
        "base/services/ingest.yaml, renewBefore, renewBefor",
        "base/services/ingest.yaml, rotationPolicy, rotation",
        "base/network/ingest.yaml, podSelector, podselector",
        "base/kafka/cluster.yaml, networkPolicyPeers, networkPolicyPears",
        "base/kafka/cluster.yaml, brokerCertChainAndKey, brokerCert",
        "base/kafka/topics.yaml, partitions, partition",
        "base/kafka/users.yaml, patternType, pattern",
        "base/namespace.yaml, Namespace, Namespaces",
    })
    void unknownFieldIsFound(String file, String field, String misspelt) {
        // Given
        Manifests planted = RIGHT.with(file, field, misspelt);
        // When, Then
        assertThatThrownBy(planted::all).hasMessageContaining(misspelt);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                plant("a missing access rule", KafkaCheck::access, USERS, "- Write\n", "- Read\n"),
                plant(
                        "too wide a rule",
                        KafkaCheck::access,
                        USERS,
                        "patternType: literal",
                        "patternType: prefix"),
                plant(
                        "a rule too many",
                        KafkaCheck::access,
                        USERS,
                        "- Describe\n",
                        "- Describe\n          - Alter\n"),
                plant(
                        "a rule about the cluster",
                        KafkaCheck::access,
                        USERS,
                        "type: group\n          name: ingest\n          patternType: prefix",
                        "type: cluster"),
                plant(
                        "another retention",
                        KafkaCheck::topics,
                        TOPICS,
                        "retention.ms: 86400000",
                        "retention.ms: 86400001"),
                plant(
                        "time by the producer",
                        KafkaCheck::topics,
                        TOPICS,
                        "    message.timestamp.type: LogAppendTime\n",
                        ""),
                plant(
                        "other partitions",
                        KafkaCheck::topics,
                        TOPICS,
                        "partitions: 6",
                        "partitions: 3"),
                plant(
                        "a topic of another name",
                        KafkaCheck::topics,
                        TOPICS,
                        "name: device.state.v1",
                        "name: device.state.v2"),
                plant(
                        "no default deny",
                        NetworkCheck::defaultDeny,
                        "base/network/default-deny.yaml",
                        "    - Egress\n",
                        ""),
                plant(
                        "an edge too many",
                        NetworkCheck::edges,
                        "base/network/vault.yaml",
                        "name: vault-keys",
                        "name: storage"),
                plant(
                        "a database open to all",
                        NetworkCheck::edges,
                        "base/network/document-store.yaml",
                        "    - from:",
                        "    - ports:\n        - port: 27017\n          protocol: TCP\n    - from:"),
                plant(
                        "a way out to everywhere",
                        NetworkCheck::edges,
                        "base/network/dns.yaml",
                        "    - to:",
                        "    - {}\n    - to:"),
                plant(
                        "another port",
                        NetworkCheck::edges,
                        "base/network/storage.yaml",
                        "port: 8446",
                        "port: 9446"),
                plant(
                        "a published Vault",
                        NetworkCheck::published,
                        "overlays/local/vault.yaml",
                        "type: ClusterIP",
                        "type: NodePort"),
                plant(
                        "an open listener",
                        NetworkCheck::listeners,
                        CLUSTER,
                        "tls: true",
                        "tls: false"),
                plant(
                        "a listener for others",
                        NetworkCheck::listeners,
                        CLUSTER,
                        "app.kubernetes.io/name: storage",
                        "app.kubernetes.io/name: other"),
                plant(
                        "another identity",
                        IdentityCheck::findings,
                        INGEST,
                        "service/ingest",
                        "service/storage"),
                plant(
                        "a device's identity",
                        IdentityCheck::findings,
                        INGEST,
                        "spiffe://sealstream.local/service/ingest",
                        "spiffe://sealstream.local/tenant/a/device/b"),
                plant(
                        "a long life",
                        IdentityCheck::findings,
                        INGEST,
                        "duration: 24h",
                        "duration: 240h"),
                plant(
                        "late renewal",
                        IdentityCheck::findings,
                        INGEST,
                        "renewBefore: 12h",
                        "renewBefore: 1h"),
                plant(
                        "a leaf that signs",
                        IdentityCheck::findings,
                        INGEST,
                        "- digital signature",
                        "- cert sign"),
                plant(
                        "root",
                        PodCheck::findings,
                        INGEST,
                        "runAsNonRoot: true",
                        "runAsNonRoot: false"),
                plant("user 0", PodCheck::findings, INGEST, "runAsUser: 65532", "runAsUser: 0"),
                plant(
                        "a writable image",
                        PodCheck::findings,
                        INGEST,
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false"),
                plant("a capability", PodCheck::findings, INGEST, "- ALL", "- NET_RAW"),
                plant(
                        "a token",
                        PodCheck::findings,
                        INGEST,
                        "automountServiceAccountToken: false",
                        "automountServiceAccountToken: true"),
                plant(
                        "the node's disk",
                        PodCheck::findings,
                        INGEST,
                        "emptyDir:\n            sizeLimit: 64Mi",
                        "hostPath:\n            path: /"),
                plant(
                        "another's secret",
                        PodCheck::findings,
                        INGEST,
                        "name: ingest-identity",
                        "name: storage-identity"),
                plant(
                        "the authority's key",
                        PodCheck::findings,
                        INGEST,
                        "key: tls.crt\n                      path: services.pem",
                        "key: tls.key\n                      path: services.pem"),
                plant(
                        "a broker as it comes",
                        PodCheck::findings,
                        CLUSTER,
                        "allowPrivilegeEscalation: false",
                        "allowPrivilegeEscalation: true"),
                plant(
                        "a misspelt setting",
                        ServiceCheck::findings,
                        INGEST,
                        "SEALSTREAM_STORAGE_URL",
                        "SEALSTREAM_STORE_URL"),
                plant(
                        "another service's setting",
                        ServiceCheck::findings,
                        INGEST,
                        "SEALSTREAM_STORAGE_URL",
                        "SEALSTREAM_VAULT_URL"),
                plant(
                        "a setting fixed when built",
                        ServiceCheck::findings,
                        INGEST,
                        "QUARKUS_HTTP_HOST",
                        "QUARKUS_HTTP_SSL_CLIENT_AUTH"),
                plant(
                        "a name in no certificate",
                        ServiceCheck::findings,
                        INGEST,
                        "//storage.sealstream.svc",
                        "//storage.other.svc"),
                plant(
                        "a port nobody listens on",
                        ServiceCheck::findings,
                        INGEST,
                        "storage.sealstream.svc:8446",
                        "storage.sealstream.svc:8447"),
                plant(
                        "a peer it has no business with",
                        ServiceCheck::findings,
                        INGEST,
                        "https://storage.sealstream.svc:8446",
                        "https://vault.sealstream.svc:8200"),
                plant(
                        "another image",
                        ServiceCheck::findings,
                        INGEST,
                        "image: sealstream/ingest",
                        "image: sealstream/storage"),
                plant(
                        "a probe of another port",
                        ServiceCheck::findings,
                        INGEST,
                        "\"9443\"",
                        "\"8443\""),
                plant(
                        "no disruption budget",
                        ServiceCheck::findings,
                        INGEST,
                        "  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ingest",
                        "  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: other"),
                plant(
                        "a file that is not listed",
                        KustomizeCheck::findings,
                        "base/kustomization.yaml",
                        "  - network/default-deny.yaml\n",
                        ""),
                plant(
                        "a file that is not there",
                        KustomizeCheck::findings,
                        LOCAL,
                        "  - vault.yaml\n",
                        "  - vault.yaml\n  - more.yaml\n"),
                plant(
                        "a patch of the security",
                        KustomizeCheck::findings,
                        PATCH,
                        "/spec/dnsNames/-",
                        "/spec/uris/0"),
                plant(
                        "an untagged image",
                        KustomizeCheck::findings,
                        LOCAL,
                        "  - name: mongo\n",
                        "  - name: mysql\n"));
    }

    private static Arguments plant(
            String mistake,
            Function<Manifests, List<String>> check,
            String file,
            String find,
            String replacement) {
        return Arguments.of(mistake, check, RIGHT.with(file, find, replacement));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void plantedMistakeIsFound(
            String mistake, Function<Manifests, List<String>> check, Manifests planted) {
        // When
        List<String> findings = check.apply(planted);
        // Then
        assertThat(findings).as(mistake).isNotEmpty();
    }
}
