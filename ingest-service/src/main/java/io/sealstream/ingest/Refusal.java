package io.sealstream.ingest;

import io.sealstream.protocol.Problem;

/** Ends a request without effect. Carries no stack: refusing must stay cheap. */
public final class Refusal extends RuntimeException {
    private final Problem problem;

    public Refusal(Problem problem) {
        super(problem.label(), null, false, false);
        this.problem = problem;
    }

    /** The problem that the device receives. */
    public Problem problem() {
        return problem;
    }
}
