package io.sealstream.keys.http;

import io.sealstream.keys.epoch.EpochKeyRing;
import io.sealstream.keys.epoch.HeldEpochKey;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.EpochKeysCall;
import io.sealstream.servicekit.http.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** The keys that authenticate epoch tokens, for those who issue and check them. */
@Path(EpochKeysCall.PATH)
public class EpochKeysResource {
    private static final Set<ServiceName> SERVED =
            Set.of(ServiceName.INGEST, ServiceName.REPLAY_GUARD);

    private final Callers callers;
    private final EpochKeyRing ring;

    public EpochKeysResource(Callers callers, EpochKeyRing ring) {
        this.callers = callers;
        this.ring = ring;
    }

    /** The keys; the first is the one to issue with. */
    @GET
    @RunOnVirtualThread
    public Response keys(@Context HttpServerRequest request) {
        callers.require(request, SERVED);
        List<HeldEpochKey> keys = ring.keys();
        try {
            return Answers.secret(Json.write(answer(keys)));
        } finally {
            keys.forEach(key -> key.key().close());
        }
    }

    private static EpochKeysCall.Keys answer(List<HeldEpochKey> keys) {
        return new EpochKeysCall.Keys(
                keys.stream()
                        .map(key -> new EpochKeysCall.Key(key.kid(), key.key(), key.notAfter()))
                        .toList());
    }
}
