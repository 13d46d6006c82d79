package io.sealstream.storage.http;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.StreamName;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.QueryParameters;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.ReadEvent;
import io.sealstream.storage.ReadPage;
import io.sealstream.storage.Reading;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{t}/devices/{d}/streams/{s}/events}: for readers of that tenant only. */
@Path("/v1/tenants/{tenant}/devices/{device}/streams/{stream}/events")
@RunOnVirtualThread
public class EventsResource {
    /** How long a read waits for memory that others hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Reading reading;
    private final ReadBudget budget;
    private final Callers callers;

    public EventsResource(Reading reading, ReadBudget budget, Callers callers) {
        this.reading = reading;
        this.budget = budget;
        this.callers = callers;
    }

    /** A page, or with {@code Accept: application/x-ndjson} the whole selection, streamed. */
    @GET
    public Response list(
            @Context HttpServerRequest request,
            @Context UriInfo uri,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @HeaderParam("Accept") @Nullable String accept) {
        requireReader(request, tenant);
        EventQuery query =
                ListParameters.query(new DeviceId(tenant, device), new StreamName(stream), uri);
        boolean lines = accept != null && accept.contains(NdjsonExport.TYPE);
        ReadBudget.Share share = lines ? budget.part(PATIENCE) : budget.page(PATIENCE);
        try {
            ReadPage page = reading.list(query, share);
            return lines
                    ? streamed(
                            request,
                            NdjsonExport.TYPE,
                            new NdjsonExport(reading, budget, query, page, share),
                            share)
                    : streamed(request, "application/json", new PageAnswer(page, share), share);
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** An answer that closes its share, unless nobody asks it to write. */
    private static Response streamed(
            HttpServerRequest request, String type, StreamingOutput body, ReadBudget.Share share) {
        Response.ResponseBuilder answer = Response.ok().header("Cache-Control", "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            share.close();
            return answer.type(type).build();
        }
        return answer.entity(body).type(type).build();
    }

    /** One event with its evidence. */
    @GET
    @Path("{event}")
    public Response get(
            @Context HttpServerRequest request,
            @Context UriInfo uri,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @PathParam("event") String event) {
        requireReader(request, tenant);
        QueryParameters.none(uri);
        return json(find(new DeviceId(tenant, device), stream, event));
    }

    /** The evidence of one event alone. */
    @GET
    @Path("{event}/evidence")
    public Response evidence(
            @Context HttpServerRequest request,
            @Context UriInfo uri,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @PathParam("event") String event) {
        requireReader(request, tenant);
        QueryParameters.none(uri);
        return json(find(new DeviceId(tenant, device), stream, event).evidence());
    }

    private void requireReader(HttpServerRequest request, String tenant) {
        ReaderId reader = callers.require(request, ReaderId.class);
        if (!reader.tenant().equals(tenant)) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
    }

    private EventView find(DeviceId device, String stream, String event) {
        StreamName name = new StreamName(stream);
        try (ReadBudget.Share share = budget.page(PATIENCE)) {
            ReadEvent found =
                    reading.find(device, EventId.parse(event), share)
                            .filter(read -> read.event().submission().facts().stream().equals(name))
                            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
            return EventView.of(found);
        }
    }

    private static Response json(Object view) {
        return Response.ok(Json.write(view), "application/json")
                .header("Cache-Control", "no-store")
                .build();
    }
}
