package io.sealstream.devstack.vault.request;

/**
 * What is done to a path. Writing always asks for {@code update}, never only for {@code create}.
 */
public enum Operation {
    READ("read"),
    LIST("list"),
    UPDATE("update"),
    DELETE("delete");

    private final String capability;

    Operation(String capability) {
        this.capability = capability;
    }

    /** The capability a policy must grant. */
    public String capability() {
        return capability;
    }

    /** Reads it from an HTTP request. */
    public static Operation of(String method, String query) {
        return switch (method) {
            case "GET" -> query.contains("list=true") ? LIST : READ;
            case "LIST" -> LIST;
            case "POST", "PUT" -> UPDATE;
            case "DELETE" -> DELETE;
            default -> throw new Refusal(405, "unsupported operation");
        };
    }
}
