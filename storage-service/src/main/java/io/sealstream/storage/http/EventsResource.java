package io.sealstream.storage.http;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.StreamName;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.PageLimit;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.storage.Cursor;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.ReadEvent;
import io.sealstream.storage.Reading;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{t}/devices/{d}/streams/{s}/events}: for readers of that tenant only. */
@Path("/v1/tenants/{tenant}/devices/{device}/streams/{stream}/events")
@RunOnVirtualThread
public class EventsResource {
    private final Reading reading;
    private final Callers callers;

    public EventsResource(Reading reading, Callers callers) {
        this.reading = reading;
        this.callers = callers;
    }

    /** A page, or with {@code Accept: application/x-ndjson} the whole selection, streamed. */
    @GET
    public Response list(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam("Accept") @Nullable String accept) {
        requireReader(request, tenant);
        EventQuery query = query(tenant, device, stream, from, to, cursor, limit);
        if (accept != null && accept.contains(NdjsonExport.TYPE)) {
            return NdjsonExport.of(reading, query);
        }
        List<ReadEvent> page = reading.list(query);
        String next =
                page.size() < query.limit()
                        ? null
                        : Cursor.after(page.getLast().event().submission()).toString();
        return json(new PageView(page.stream().map(EventView::of).toList(), next));
    }

    /** One event with its evidence. */
    @GET
    @Path("{event}")
    public Response get(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @PathParam("event") String event) {
        requireReader(request, tenant);
        return json(EventView.of(find(new DeviceId(tenant, device), stream, event)));
    }

    /** The evidence of one event alone. */
    @GET
    @Path("{event}/evidence")
    public Response evidence(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device,
            @PathParam("stream") String stream,
            @PathParam("event") String event) {
        requireReader(request, tenant);
        return json(EventView.of(find(new DeviceId(tenant, device), stream, event)).evidence());
    }

    private void requireReader(HttpServerRequest request, String tenant) {
        ReaderId reader = callers.require(request, ReaderId.class);
        if (!reader.tenant().equals(tenant)) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
    }

    private ReadEvent find(DeviceId device, String stream, String event) {
        StreamName name = new StreamName(stream);
        return reading.find(device, EventId.parse(event))
                .filter(read -> read.event().submission().facts().stream().equals(name))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static EventQuery query(
            String tenant,
            String device,
            String stream,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor,
            @Nullable String limit) {
        try {
            return new EventQuery(
                    new DeviceId(tenant, device),
                    new StreamName(stream),
                    from == null ? null : Instant.parse(from),
                    to == null ? null : Instant.parse(to),
                    cursor == null ? null : Cursor.parse(cursor),
                    PageLimit.parse(limit, EventQuery.MAX_LIMIT));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProblemException(Problem.MALFORMED_REQUEST);
        }
    }

    private static Response json(Object view) {
        return Response.ok(Json.write(view), "application/json")
                .header("Cache-Control", "no-store")
                .build();
    }

    private record PageView(List<EventView> events, @Nullable String next) {}
}
