package io.sealstream.storage.http;

import io.sealstream.protocol.Problem;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ProblemMapper;
import io.sealstream.storage.DamagedEventException;
import io.sealstream.storage.KeysUnavailableException;
import io.sealstream.storage.ReadsBusyException;
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

    /** 503 with {@code Retry-After}: other reads hold all the memory there is for reads. */
    @ServerExceptionMapper
    public Response busy(ReadsBusyException e) {
        return problems.problem(
                new ProblemException(Problem.UNAVAILABLE, "too much is being read at once", e));
    }

    /** Without any content: what cannot be proven is not handed out. */
    @ServerExceptionMapper
    public Response unreadable(UnreadableEventException e) {
        return problems.problem(new ProblemException(e.problem(), "an event is unreadable", e));
    }

    /** The same of a document that is no event. */
    @ServerExceptionMapper
    public Response damaged(DamagedEventException e) {
        return problems.problem(
                new ProblemException(Problem.WRONG_CIPHERTEXT, "an event is damaged", e));
    }
}
