package io.sealstream.devstack.vault.request;

/**
 * What is done to a path. Writing always asks for {@code update}, never only for {@code create}.
 */
public enum Operation {
    READ("read"),
    UPDATE("update");

    private final String capability;

    Operation(String capability) {
        this.capability = capability;
    }

    /** The capability a policy must grant. */
    public String capability() {
        return capability;
    }

    /** Reads it from an HTTP method. */
    public static Operation of(String method) {
        return switch (method) {
            case "GET" -> READ;
            case "POST", "PUT" -> UPDATE;
            default -> throw new Refusal(405, "unsupported operation");
        };
    }
}
