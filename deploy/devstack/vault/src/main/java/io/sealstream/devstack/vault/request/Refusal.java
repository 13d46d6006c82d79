package io.sealstream.devstack.vault.request;

import java.util.List;

/** A request that is refused: status and messages, as Vault words them. Holds no secret. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> errors;

    public Refusal(int status, String... errors) {
        super(String.join("; ", errors));
        this.status = status;
        this.errors = List.of(errors);
    }

    /** 400 with a message. */
    public static Refusal badRequest(String error) {
        return new Refusal(400, error);
    }

    /** 404 as Vault says it: without a message. */
    public static Refusal notFound() {
        return new Refusal(404);
    }

    /** 403 as Vault says it. */
    public static Refusal denied() {
        return new Refusal(403, "1 error occurred:\n\t* permission denied\n\n");
    }

    /** A path the engine does not have. */
    public static Refusal unsupportedPath() {
        return new Refusal(404, "1 error occurred:\n\t* unsupported path\n\n");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The messages of Vault's {@code errors} member; may be empty. */
    public List<String> errors() {
        return errors;
    }
}
