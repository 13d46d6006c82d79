package io.sealstream.storage;

import io.sealstream.protocol.Problem;

/** A stored event does not open, or is not what its device signed, or its key is gone. */
public final class UnreadableEventException extends RuntimeException {
    private final Problem problem;

    public UnreadableEventException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What the reader learns. */
    public Problem problem() {
        return problem;
    }
}
