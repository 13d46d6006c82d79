package io.sealstream.keys;

import io.sealstream.protocol.Problem;

/**
 * A request cannot be granted. The message is for the operator's log and holds no key and no token;
 * the caller learns the problem type alone.
 */
public final class RequestRefusedException extends RuntimeException {
    private final Problem problem;

    public RequestRefusedException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public RequestRefusedException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** What the caller learns. */
    public Problem problem() {
        return problem;
    }
}
