package io.sealstream.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks are worth something only if they find what is wrong. */
class PlantedMistakesTest {
    private static final Manifests RIGHT = Manifests.ofCheckout();

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

    /** What is asked whether it finds the mistake. */
    enum Check {
        ACCESS(KafkaCheck::access),
        TOPICS(KafkaCheck::topics),
        DEFAULT_DENY(NetworkCheck::defaultDeny),
        EDGES(NetworkCheck::edges),
        PUBLISHED(NetworkCheck::published),
        LISTENERS(NetworkCheck::listeners),
        IDENTITIES(IdentityCheck::findings),
        PODS(PodCheck::findings),
        SERVICES(ServiceCheck::findings),
        KUSTOMIZATIONS(KustomizeCheck::findings);

        @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
        private final Function<Manifests, List<String>> findings;

        Check(Function<Manifests, List<String>> findings) {
            this.findings = findings;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'a missing access rule' | ACCESS | base/kafka/users.yaml | '- Write\n' | '- Read\n'
                    'too wide a rule' | ACCESS | base/kafka/users.yaml | 'patternType: literal' | 'patternType: prefix'
                    'a rule too many' | ACCESS | base/kafka/users.yaml | '- Describe\n' | '- Describe\n          - Alter\n'
                    'a rule about the cluster' | ACCESS | base/kafka/users.yaml | 'type: group\n          name: ingest\n          patternType: prefix' | 'type: cluster'
                    'another retention' | TOPICS | base/kafka/topics.yaml | 'retention.ms: 86400000' | 'retention.ms: 86400001'
                    'time by the producer' | TOPICS | base/kafka/topics.yaml | '    message.timestamp.type: LogAppendTime\n' | ''
                    'other partitions' | TOPICS | base/kafka/topics.yaml | 'partitions: 6' | 'partitions: 3'
                    'a topic of another name' | TOPICS | base/kafka/topics.yaml | 'name: device.state.v1' | 'name: device.state.v2'
                    'no default deny' | DEFAULT_DENY | base/network/default-deny.yaml | '    - Egress\n' | ''
                    'an edge too many' | EDGES | base/network/vault.yaml | 'name: vault-keys' | 'name: storage'
                    'a database open to all' | EDGES | base/network/document-store.yaml | '    - from:' | '    - ports:\n        - port: 27017\n          protocol: TCP\n    - from:'
                    'a way out to everywhere' | EDGES | base/network/dns.yaml | '    - to:' | '    - {}\n    - to:'
                    'another port' | EDGES | base/network/storage.yaml | 'port: 8446' | 'port: 9446'
                    'a resolver anywhere' | EDGES | components/node-local-dns/dns.yaml | '169.254.20.10/32' | '0.0.0.0/0'
                    'a published Vault' | PUBLISHED | overlays/local/vault.yaml | 'type: ClusterIP' | 'type: NodePort'
                    'an open listener' | LISTENERS | base/kafka/cluster.yaml | 'tls: true' | 'tls: false'
                    'a listener for others' | LISTENERS | base/kafka/cluster.yaml | 'app.kubernetes.io/name: storage' | 'app.kubernetes.io/name: other'
                    'another identity' | IDENTITIES | base/services/ingest.yaml | 'service/ingest' | 'service/storage'
                    'a device''s identity' | IDENTITIES | base/services/ingest.yaml | 'spiffe://sealstream.local/service/ingest' | 'spiffe://sealstream.local/tenant/a/device/b'
                    'a long life' | IDENTITIES | base/services/ingest.yaml | 'duration: 24h' | 'duration: 240h'
                    'late renewal' | IDENTITIES | base/services/ingest.yaml | 'renewBefore: 12h' | 'renewBefore: 1h'
                    'a leaf that signs' | IDENTITIES | base/services/ingest.yaml | '- digital signature' | '- cert sign'
                    'root' | PODS | base/services/ingest.yaml | 'runAsNonRoot: true' | 'runAsNonRoot: false'
                    'user 0' | PODS | base/services/ingest.yaml | 'runAsUser: 65532' | 'runAsUser: 0'
                    'a writable image' | PODS | base/services/ingest.yaml | 'readOnlyRootFilesystem: true' | 'readOnlyRootFilesystem: false'
                    'a capability' | PODS | base/services/ingest.yaml | '- ALL' | '- NET_RAW'
                    'a token' | PODS | base/services/ingest.yaml | 'automountServiceAccountToken: false' | 'automountServiceAccountToken: true'
                    'the node''s disk' | PODS | base/services/ingest.yaml | 'emptyDir:\n            sizeLimit: 64Mi' | 'hostPath:\n            path: /'
                    'another''s secret' | PODS | base/services/ingest.yaml | 'name: ingest-identity' | 'name: storage-identity'
                    'the authority''s key' | PODS | base/services/ingest.yaml | 'key: tls.crt\n                      path: services.pem' | 'key: tls.key\n                      path: services.pem'
                    'a broker as it comes' | PODS | base/kafka/cluster.yaml | 'allowPrivilegeEscalation: false' | 'allowPrivilegeEscalation: true'
                    'a misspelt setting' | SERVICES | base/services/ingest.yaml | 'SEALSTREAM_STORAGE_URL' | 'SEALSTREAM_STORE_URL'
                    'another service''s setting' | SERVICES | base/services/ingest.yaml | 'SEALSTREAM_STORAGE_URL' | 'SEALSTREAM_VAULT_URL'
                    'a setting fixed when built' | SERVICES | base/services/ingest.yaml | 'QUARKUS_HTTP_HOST' | 'QUARKUS_HTTP_SSL_CLIENT_AUTH'
                    'a name in no certificate' | SERVICES | base/services/ingest.yaml | '//storage.sealstream.svc' | '//storage.other.svc'
                    'a port nobody listens on' | SERVICES | base/services/ingest.yaml | 'storage.sealstream.svc:8446' | 'storage.sealstream.svc:8447'
                    'a peer it has no business with' | SERVICES | base/services/ingest.yaml | 'https://storage.sealstream.svc:8446' | 'https://vault.sealstream.svc:8200'
                    'another image' | SERVICES | base/services/ingest.yaml | 'image: sealstream/ingest' | 'image: sealstream/storage'
                    'a probe of another port' | SERVICES | base/services/ingest.yaml | '"9443"' | '"8443"'
                    'no disruption budget' | SERVICES | base/services/ingest.yaml | '  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ingest' | '  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: other'
                    'a file that is not listed' | KUSTOMIZATIONS | base/kustomization.yaml | '  - network/default-deny.yaml\n' | ''
                    'a file that is not there' | KUSTOMIZATIONS | overlays/local/kustomization.yaml | '  - vault.yaml\n' | '  - vault.yaml\n  - more.yaml\n'
                    'a component without its file' | KUSTOMIZATIONS | components/openshift-dns/kustomization.yaml | '  - dns.yaml\n' | '  - other.yaml\n'
                    'a patch of the security' | KUSTOMIZATIONS | overlays/local/reach-by-port-forward.yaml | '/spec/dnsNames/-' | '/spec/uris/0'
                    'an untagged image' | KUSTOMIZATIONS | overlays/local/kustomization.yaml | '  - name: mongo\n' | '  - name: mysql\n'
                    """)
    void plantedMistakeIsFound(
            String mistake, Check check, String file, String find, String replacement) {
        // Given
        Manifests planted = RIGHT.with(file, find, Objects.requireNonNullElse(replacement, ""));
        // When
        List<String> findings = check.findings.apply(planted);
        // Then
        assertThat(findings).as(mistake).isNotEmpty();
    }
}
