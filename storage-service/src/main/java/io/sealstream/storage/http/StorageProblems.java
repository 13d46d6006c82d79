package io.sealstream.storage.http;

import io.sealstream.protocol.Problem;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ProblemMapper;
import io.sealstream.storage.KeysUnavailableException;
import io.sealstream.storage.StoreUnavailableException;
import io.sealstream.storage.UnreadableEventException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the core throws, as problems. */
public class StorageProblems {
    @Inject ProblemMapper problems;

    /** 503 with {@code Retry-After}: data keys cannot be unwrapped at the moment. */
    @ServerExceptionMapper
    public Response unavailable(KeysUnavailableException e) {
        return problems.problem(
                new ProblemException(Problem.UNAVAILABLE, "keys cannot be had now", e));
    }

    /** 503 with {@code Retry-After}: the database does not answer. */
    @ServerExceptionMapper
    public Response unavailable(StoreUnavailableException e) {
        return problems.problem(
                new ProblemException(Problem.UNAVAILABLE, "the database does not answer", e));
    }

    /** 500 without any content: what cannot be proven is not handed out. */
    @ServerExceptionMapper
    public Response unreadable(UnreadableEventException e) {
        return problems.problem(
                new ProblemException(Problem.WRONG_CIPHERTEXT, "an event is unreadable", e));
    }
}
