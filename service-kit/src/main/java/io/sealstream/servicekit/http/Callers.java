package io.sealstream.servicekit.http;

import io.sealstream.protocol.Principal;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.identity.AnchorGroups;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.servicekit.IdentityConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/** Tells a resource who calls, and refuses whom it does not serve. */
@Singleton
public class Callers {
    private final String trustDomain;
    private final Supplier<AnchorGroups> authorities;
    private final InstantSource clock = InstantSource.system();

    public Callers(IdentityConfig config, TlsIdentity identity) {
        this.trustDomain = config.trustDomain();
        this.authorities = identity.anchorGroups();
    }

    /** The identity of the caller, of any kind. */
    public Caller of(HttpServerRequest request) {
        return Caller.of(request, trustDomain, authorities, clock);
    }

    /**
     * The caller, if it is one of {@code allowed}.
     *
     * @throws ProblemException {@code forbidden} when it is another
     */
    public Caller require(HttpServerRequest request, Set<? extends Principal> allowed) {
        Caller caller = of(request);
        if (!allowed.contains(caller.principal())) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
        return caller;
    }

    /**
     * The caller's principal, if it is of {@code kind}.
     *
     * @throws ProblemException {@code forbidden} when it is of another
     */
    public <P extends Principal> P require(HttpServerRequest request, Class<P> kind) {
        Principal principal = of(request).principal();
        if (!kind.isInstance(principal)) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
        return kind.cast(principal);
    }
}
