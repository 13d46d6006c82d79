package io.sealstream.keys.http;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.Problem;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ProblemMapper;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the core refuses, as problems. */
public class RefusalMapper {
    private static final Logger LOG = Logger.getLogger(RefusalMapper.class);

    private final ProblemMapper problems;

    public RefusalMapper(ProblemMapper problems) {
        this.problems = problems;
    }

    /** A request that cannot be granted. */
    @ServerExceptionMapper
    public Response refused(RequestRefusedException e) {
        LOG.infof("refused (%s): %s", e.problem().label(), e.getMessage());
        return problems.problem(new ProblemException(e.problem(), String.valueOf(e.getMessage())));
    }

    /** Vault, the document store or the broker is missing. */
    @ServerExceptionMapper
    public Response unavailable(UnavailableException e) {
        return problems.problem(
                new ProblemException(Problem.UNAVAILABLE, String.valueOf(e.getMessage()), e));
    }
}
