package io.sealstream.protocol;

/** A process of the platform, as its own certificate names it. */
public enum ServiceName implements Principal {
    INGEST("ingest"),
    REPLAY_GUARD("replay-guard"),
    VAULT_KEYS("vault-keys"),
    STORAGE("storage"),
    BROKER("broker"),
    DOCUMENT_STORE("document-store"),
    VAULT("vault"),
    /** Creates topics, access rules and identities while a stack is set up. */
    BOOTSTRAP("bootstrap");

    private final String label;

    ServiceName(String label) {
        this.label = label;
    }

    /** The name in certificates, group ids and file names. */
    public String label() {
        return label;
    }

    /** Finds a service by its label. */
    public static ServiceName of(String label) {
        for (ServiceName service : values()) {
            if (service.label.equals(label)) {
                return service;
            }
        }
        throw new InvalidIdentifierException("not a service of Sealstream");
    }

    @Override
    public String path() {
        return "/service/" + label;
    }
}
