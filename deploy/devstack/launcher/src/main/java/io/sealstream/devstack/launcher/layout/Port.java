package io.sealstream.devstack.launcher.layout;

/** A port of the stack: its number, and the environment variable that changes it. */
public enum Port {
    VAULT(8200),
    DOCUMENT_STORE(27017),
    BROKER(9093),
    BROKER_CONTROLLER(9094),
    VAULT_KEYS(8445),
    VAULT_KEYS_MANAGEMENT(9445),
    INGEST(8443),
    INGEST_MANAGEMENT(9443),
    REPLAY_GUARD_MANAGEMENT(9444),
    STORAGE(8446),
    STORAGE_MANAGEMENT(9446);

    private final int standard;

    Port(int standard) {
        this.standard = standard;
    }

    /** The number unless it is changed. */
    public int standard() {
        return standard;
    }

    /** The environment variable that changes it. */
    public String variable() {
        return "SEALSTREAM_PORT_" + name();
    }
}
