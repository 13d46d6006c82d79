package io.sealstream.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.sealstream.deploy.Checkout;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pod finds in its identity folder is what the services open. */
class MountedIdentityTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @TempDir Path folder;

    static Stream<ServiceName> services() {
        return Checkout.SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void mountedFilesMakeAnIdentity(ServiceName service) throws IOException {
        // Given
        keepOnly(service, mounted(PodCheck.pods(Manifests.ofCheckout()).get(service.label())));
        // When
        TlsIdentity identity = TlsIdentity.open(folder);
        // Then
        assertThat(identity.server(Anchors.BOTH)).isNotNull();
        assertThat(identity.client(ServiceName.BROKER)).isNotNull();
        assertThat(identity.anchorGroups().get().tenants()).isNotEmpty();
    }

    @Test
    void identityWithoutAnAuthorityIsFound() throws IOException {
        // Given
        keepOnly(ServiceName.INGEST, Set.of("cert.pem", "key.pem", "services.pem"));
        TlsIdentity identity = TlsIdentity.open(folder);
        // When, Then
        assertThatThrownBy(() -> identity.server(Anchors.BOTH)).hasMessageContaining("anchors");
    }

    private void keepOnly(ServiceName service, Set<String> names) throws IOException {
        TemporaryAuthority.create(LIFETIME)
                .issue(new SpiffeId(IdentityCheck.TRUST_DOMAIN, service), LIFETIME)
                .writeTo(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Set<String> mounted(PodSpec pod) {
        Set<String> names = new TreeSet<>();
        for (VolumeProjection source :
                pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals("identity"))
                        .findFirst()
                        .orElseThrow()
                        .getProjected()
                        .getSources()) {
            (source.getSecret() == null
                            ? source.getConfigMap().getItems()
                            : source.getSecret().getItems())
                    .stream().map(KeyToPath::getPath).forEach(names::add);
        }
        return names;
    }
}
