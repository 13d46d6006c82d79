package io.sealstream.devstack.launcher.layout;

import io.sealstream.protocol.ServiceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of the stack, in the order they are started. */
public enum Component {
    VAULT(ServiceName.VAULT, "deploy/devstack/vault/target/devstack-vault.jar", 128, Port.VAULT),
    DOCUMENT_STORE(
            ServiceName.DOCUMENT_STORE,
            "deploy/devstack/document-store/target/devstack-document-store.jar",
            256,
            Port.DOCUMENT_STORE),
    BROKER(
            ServiceName.BROKER,
            "deploy/devstack/broker/target/devstack-broker.jar",
            512,
            Port.BROKER,
            Port.BROKER_CONTROLLER),
    VAULT_KEYS(
            ServiceName.VAULT_KEYS,
            "vault-keys-service/target/quarkus-app/quarkus-run.jar",
            256,
            Port.VAULT_KEYS,
            Port.VAULT_KEYS_MANAGEMENT),
    INGEST(
            ServiceName.INGEST,
            "ingest-service/target/quarkus-app/quarkus-run.jar",
            256,
            Port.INGEST,
            Port.INGEST_MANAGEMENT),
    REPLAY_GUARD(
            ServiceName.REPLAY_GUARD,
            "replay-guard-service/target/quarkus-app/quarkus-run.jar",
            256,
            Port.REPLAY_GUARD_MANAGEMENT),
    STORAGE(
            ServiceName.STORAGE,
            "storage-service/target/quarkus-app/quarkus-run.jar",
            256,
            Port.STORAGE,
            Port.STORAGE_MANAGEMENT);

    private final ServiceName service;
    private final String jar;
    private final int heapMegabytes;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
    private final List<Port> ports;

    Component(ServiceName service, String jar, int heapMegabytes, Port... ports) {
        this.service = service;
        this.jar = jar;
        this.heapMegabytes = heapMegabytes;
        this.ports = List.of(ports);
    }

    /** Who it is, in certificates. */
    public ServiceName service() {
        return service;
    }

    /** Its name in commands, files and tables. */
    public String label() {
        return service.label();
    }

    /** The program, below the project's folder. */
    public String jar() {
        return jar;
    }

    /** Heap limit in MiB. */
    public int heapMegabytes() {
        return heapMegabytes;
    }

    /** Ports it listens on; the first is its main one. */
    public List<Port> ports() {
        return ports;
    }

    /** The port of its health endpoint; null where a TLS handshake must do. */
    public @Nullable Port management() {
        return ports.stream()
                .filter(port -> port.name().endsWith("_MANAGEMENT"))
                .findFirst()
                .orElse(null);
    }

    /** Whether an emulator or a real server may do. */
    public boolean replaceable() {
        return this == VAULT || this == DOCUMENT_STORE;
    }

    /** Whether it is one of our services, which run on Quarkus. */
    public boolean quarkus() {
        return management() != null;
    }
}
