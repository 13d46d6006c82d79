package io.sealstream.servicekit.http;

import io.sealstream.protocol.Problem;

/** Ends a request with a problem. The message is for the log; the caller sees the problem alone. */
public final class ProblemException extends RuntimeException {
    private final Problem problem;

    public ProblemException(Problem problem) {
        super(problem.label());
        this.problem = problem;
    }

    public ProblemException(Problem problem, String message) {
        super(problem.label() + ": " + message);
        this.problem = problem;
    }

    public ProblemException(Problem problem, String message, Throwable cause) {
        super(problem.label() + ": " + message, cause);
        this.problem = problem;
    }

    /** The problem that the caller receives. */
    public Problem problem() {
        return problem;
    }
}
