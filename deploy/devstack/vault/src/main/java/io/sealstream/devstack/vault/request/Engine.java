package io.sealstream.devstack.vault.request;

/** Something mounted at a path. */
public interface Engine {

    /**
     * Answers.
     *
     * @throws Refusal when the request is refused
     */
    Reply handle(Request request);

    /** Whether a path is served without a token: logins, and what a CA publishes. */
    default boolean open(String path) {
        return false;
    }

    /** Whether the request may change stored state; such requests run one at a time. */
    default boolean changesState(Request request) {
        return request.operation() == Operation.UPDATE;
    }
}
