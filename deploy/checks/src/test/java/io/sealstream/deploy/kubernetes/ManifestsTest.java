package io.sealstream.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final Manifests MANIFESTS = Manifests.ofCheckout();

    @Test
    void everyObjectIsOfAKnownKindWithKnownFields() {
        // When, Then
        assertThat(MANIFESTS.all()).hasSizeGreaterThan(50);
    }

    @Test
    void topicsAreThoseOfTheTable() {
        // When, Then
        assertThat(KafkaCheck.topics(MANIFESTS)).isEmpty();
    }

    @Test
    void accessRulesAreThoseOfTheLocalBroker() {
        // When, Then
        assertThat(KafkaCheck.access(MANIFESTS)).isEmpty();
    }

    @Test
    void networkPoliciesAllowTheHopsAndNoMore() {
        // When, Then
        assertThat(NetworkCheck.defaultDeny(MANIFESTS)).isEmpty();
        assertThat(NetworkCheck.edges(MANIFESTS)).isEmpty();
        assertThat(NetworkCheck.listeners(MANIFESTS)).isEmpty();
    }

    @Test
    void onlyTheListenersOfDevicesAndReadersArePublished() {
        // When, Then
        assertThat(NetworkCheck.published(MANIFESTS)).isEmpty();
    }

    @Test
    void certificatesNameTheIdentitiesOfTheProtocol() {
        // When, Then
        assertThat(IdentityCheck.findings(MANIFESTS)).isEmpty();
    }

    @Test
    void podsAreRestricted() {
        // When, Then
        assertThat(PodCheck.findings(MANIFESTS)).isEmpty();
        assertThat(MANIFESTS.all(Namespace.class))
                .allSatisfy(namespace ->
                        assertThat(namespace.getMetadata().getLabels())
                                .containsAllEntriesOf(
                                        Map.of(
                                                "pod-security.kubernetes.io/enforce",
                                                "restricted")));
    }

    @Test
    void deploymentsRunTheServicesWithSettingsTheyRead() {
        // When, Then
        assertThat(ServiceCheck.findings(MANIFESTS)).isEmpty();
    }

    @Test
    void kustomizationsListExactlyTheFilesThatAreThere() {
        // When, Then
        assertThat(KustomizeCheck.findings(MANIFESTS)).isEmpty();
    }
}
