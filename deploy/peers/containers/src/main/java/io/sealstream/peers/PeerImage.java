package io.sealstream.peers;

/** The image of a real server; an environment variable names another one. */
public enum PeerImage {
    /** HashiCorp Vault. */
    VAULT("SEALSTREAM_PEER_VAULT_IMAGE", "sealstream-peer/vault:1.21.0"),
    /** OpenBao, which has Vault's API. */
    OPENBAO("SEALSTREAM_PEER_OPENBAO_IMAGE", "sealstream-peer/openbao:2.7.2"),
    /** A server that speaks MongoDB's protocol; {@code deploy/peers/documents/serve} says how. */
    DOCUMENTS("SEALSTREAM_PEER_DOCUMENTS_IMAGE", "sealstream-peer/documents:2.7.0");

    private final String variable;
    private final String standard;

    PeerImage(String variable, String standard) {
        this.variable = variable;
        this.standard = standard;
    }

    /** Its name, with tag. */
    public String reference() {
        String named = System.getenv(variable);
        return named == null || named.isBlank() ? standard : named;
    }
}
