package io.sealstream.keys.http;

import io.sealstream.keys.devices.DeviceRegistry;
import io.sealstream.keys.devices.DeviceRegistry.Invitation;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.OperatorId;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.PageLimit;
import io.sealstream.servicekit.http.QueryParameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A tenant's devices, for operators. Every change is logged with the operator's name. */
@Path("/v1/tenants/{tenant}/devices")
@RunOnVirtualThread
public class DevicesResource {
    private static final Logger LOG = Logger.getLogger(DevicesResource.class);
    private static final int MAX_LIMIT = 1000;

    private final Callers callers;
    private final DeviceRegistry registry;

    public DevicesResource(Callers callers, DeviceRegistry registry) {
        this.callers = callers;
        this.registry = registry;
    }

    record Registration(String device) {
        Registration {
            Objects.requireNonNull(device);
        }
    }

    private record Invited(String tenant, String device, String enrolmentToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "Invited[redacted]";
        }
    }

    /** Registers a device. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            InputStream body) {
        OperatorId operator = callers.require(request, OperatorId.class);
        DeviceId id = new DeviceId(tenant, Bodies.read(body, Registration.class).device());
        Invitation invitation = registry.register(id);
        LOG.infof("operator %s registered %s", operator.name(), id.key());
        return invited(201, invitation);
    }

    /** Lists devices in order of their names. */
    @GET
    public Response list(
            @Context HttpServerRequest request,
            @Context UriInfo uri,
            @PathParam("tenant") String tenant) {
        callers.require(request, OperatorId.class);
        QueryParameters given = QueryParameters.of(uri, "after", "limit");
        int most = PageLimit.of(given, MAX_LIMIT);
        @Nullable String after = given.read("after", name -> name).orElse(null);
        return Answers.json(200, Json.write(registry.list(tenant, after, most)));
    }

    /** The state of one device, for operators. */
    @GET
    @Path("/{device}")
    public Response get(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device) {
        callers.require(request, OperatorId.class);
        return Answers.json(200, Json.write(registry.get(new DeviceId(tenant, device))));
    }

    /** Makes a new token; the one before it ends. */
    @POST
    @Path("/{device}/enrolment-token")
    public Response newToken(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device) {
        OperatorId operator = callers.require(request, OperatorId.class);
        Invitation invitation = registry.newToken(new DeviceId(tenant, device));
        LOG.infof("operator %s invited %s again", operator.name(), invitation.device().key());
        return invited(200, invitation);
    }

    /** Revokes a device for good. */
    @POST
    @Path("/{device}/revocation")
    public Response revoke(
            @Context HttpServerRequest request,
            @PathParam("tenant") String tenant,
            @PathParam("device") String device) {
        OperatorId operator = callers.require(request, OperatorId.class);
        DeviceId id = new DeviceId(tenant, device);
        byte[] revoked = Json.write(registry.revoke(id));
        LOG.infof("operator %s revoked %s", operator.name(), id.key());
        return Answers.json(200, revoked);
    }

    private static Response invited(int status, Invitation invitation) {
        return Answers.json(
                status,
                Json.write(
                        new Invited(
                                invitation.device().tenant(),
                                invitation.device().device(),
                                invitation.token().text(),
                                invitation.expiresAt())));
    }
}
