package io.sealstream.systemtests.stack;

import io.sealstream.protocol.ServiceName;

/** A listener of the running system: one port of one process. */
public enum Listener {
    VAULT(ServiceName.VAULT, Wire.HTTP),
    DOCUMENT_STORE(ServiceName.DOCUMENT_STORE, Wire.DOCUMENTS),
    BROKER(ServiceName.BROKER, Wire.KAFKA),
    BROKER_CONTROLLER(ServiceName.BROKER, Wire.KAFKA),
    VAULT_KEYS(ServiceName.VAULT_KEYS, Wire.HTTP),
    VAULT_KEYS_MANAGEMENT(ServiceName.VAULT_KEYS, Wire.HTTP),
    INGEST(ServiceName.INGEST, Wire.HTTP),
    INGEST_MANAGEMENT(ServiceName.INGEST, Wire.HTTP),
    REPLAY_GUARD_MANAGEMENT(ServiceName.REPLAY_GUARD, Wire.HTTP),
    STORAGE(ServiceName.STORAGE, Wire.HTTP),
    STORAGE_MANAGEMENT(ServiceName.STORAGE, Wire.HTTP);

    private final ServiceName owner;
    private final Wire wire;

    Listener(ServiceName owner, Wire wire) {
        this.owner = owner;
        this.wire = wire;
    }

    /** Whose process listens. */
    public ServiceName owner() {
        return owner;
    }

    /** What is spoken there, once TLS lets one speak. */
    public Wire wire() {
        return wire;
    }

    public boolean management() {
        return name().endsWith("_MANAGEMENT");
    }

    /** The environment variable by which the launcher is told the port. */
    public String variable() {
        return "SEALSTREAM_PORT_" + name();
    }
}
