package io.sealstream.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.sealstream.deploy.Checkout;
import io.sealstream.protocol.ServiceName;
import io.strimzi.api.kafka.model.kafka.Kafka;

/** On which port each process is reached, from the place that decides it. */
final class Listeners {
    private Listeners() {}

    static int port(ServiceName of, Manifests manifests) {
        return switch (of) {
            case INGEST, STORAGE, VAULT_KEYS, REPLAY_GUARD ->
                    Checkout.port(of, "quarkus.http.ssl-port");
            case BROKER ->
                    manifests
                            .all(Kafka.class)
                            .getFirst()
                            .getSpec()
                            .getKafka()
                            .getListeners()
                            .getFirst()
                            .getPort();
            case VAULT, DOCUMENT_STORE ->
                    manifests.all(StatefulSet.class).stream()
                            .filter(set -> set.getMetadata().getName().equals(of.label()))
                            .map(set -> set.getSpec().getTemplate().getSpec().getContainers())
                            .map(containers -> containers.getFirst().getPorts().getFirst())
                            .findFirst()
                            .orElseThrow()
                            .getContainerPort();
            case BOOTSTRAP -> throw new IllegalArgumentException("bootstrap does not listen");
        };
    }
}
