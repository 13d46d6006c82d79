package io.sealstream.storage.http;

import io.sealstream.protocol.Problem;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ProblemMapper;
import io.sealstream.storage.KeysUnavailableException;
import io.sealstream.storage.UnreadableEventException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the core throws, as problems. */
public class StorageProblems {
    @Inject ProblemMapper problems;

    /** Come again later. */
    @ServerExceptionMapper
    public Response unavailable(KeysUnavailableException e) {
        return problems.problem(
                new ProblemException(Problem.UNAVAILABLE, "keys cannot be had now", e));
    }

    /** Never bytes. */
    @ServerExceptionMapper
    public Response unreadable(UnreadableEventException e) {
        return problems.problem(
                new ProblemException(Problem.WRONG_CIPHERTEXT, "an event is unreadable", e));
    }
}
