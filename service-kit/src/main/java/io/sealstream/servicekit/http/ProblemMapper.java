package io.sealstream.servicekit.http;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem document (RFC 9457). */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** A problem the resource named. */
    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        if (e.problem().status() >= 500) {
            LOG.warn(e.getMessage(), e.getCause());
        }
        return answer(e.problem(), e.document());
    }

    /** A path or body with something that is no identifier. */
    @ServerExceptionMapper
    public Response identifier(InvalidIdentifierException e) {
        return answer(Problem.MALFORMED_REQUEST);
    }

    /** What the framework refuses. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e) {
        return answer(
                switch (e.getResponse().getStatus()) {
                    case 404 -> Problem.NOT_FOUND;
                    case 405 -> Problem.METHOD_NOT_ALLOWED;
                    case 413 -> Problem.TOO_LARGE;
                    case 406, 415 -> Problem.UNSUPPORTED_TYPE;
                    default -> Problem.MALFORMED_REQUEST;
                });
    }

    /** Everything else: the cause goes to the log under an id, the caller learns nothing. */
    @ServerExceptionMapper
    public Response unexpected(Exception e) {
        LOG.errorf(e, "unexpected, error id %s", UUID.randomUUID());
        return answer(Problem.INTERNAL);
    }

    private static Response answer(Problem problem) {
        return answer(problem, problem.document());
    }

    private static Response answer(Problem problem, byte[] document) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type("application/problem+json").entity(document);
        if (problem.saysRetryAfter()) {
            answer.header("Retry-After", Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
