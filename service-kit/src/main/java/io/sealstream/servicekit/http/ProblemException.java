package io.sealstream.servicekit.http;

import io.sealstream.protocol.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem. The message is for the log; the caller sees the problem alone, or
 * what {@link #explained} adds.
 */
public final class ProblemException extends RuntimeException {
    private final Problem problem;
    private final @Nullable String detail;

    public ProblemException(Problem problem) {
        this(problem, problem.label(), null, null);
    }

    public ProblemException(Problem problem, String message) {
        this(problem, problem.label() + ": " + message, null, null);
    }

    public ProblemException(Problem problem, String message, Throwable cause) {
        this(problem, problem.label() + ": " + message, null, cause);
    }

    private ProblemException(
            Problem problem, String message, @Nullable String detail, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.detail = detail;
    }

    /**
     * With words for the caller.
     *
     * @param detail what is wrong with this request; nothing that the caller sent, and no secret
     */
    public static ProblemException explained(Problem problem, String detail) {
        return new ProblemException(problem, problem.label() + ": " + detail, detail, null);
    }

    /** The problem document. */
    byte[] document() {
        return detail == null ? problem.document() : problem.document(detail);
    }

    /** The problem that the caller receives. */
    public Problem problem() {
        return problem;
    }
}
