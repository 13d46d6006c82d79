package io.sealstream.storage.http;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.calls.ReceiptCall;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.StoredEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Receipts, for ingest, which answers its devices with them. */
@Path(ReceiptCall.PATH)
@RunOnVirtualThread
public class ReceiptsResource {
    private final EventStore store;
    private final Callers callers;

    public ReceiptsResource(EventStore store, Callers callers) {
        this.store = store;
        this.callers = callers;
    }

    /** The notice of a stored event. */
    @GET
    public Response get(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("event") String event) {
        callers.require(request, Set.of(ServiceName.INGEST));
        DeviceId id = new DeviceId(tenant, device);
        StoredEvent stored =
                store.find(id, EventId.parse(event))
                        // Which of several is genuine is not known yet: nothing can be promised.
                        .filter(found -> store.copies(found.submission().facts()).isEmpty())
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        StoredNotice notice =
                StoredNotice.of(stored.submission(), Outcome.STORED, stored.storedAt());
        return Response.ok(Json.write(notice), "application/json").build();
    }
}
