package io.sealstream.keys.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.devices.CertificateAuthority.Issued;
import io.sealstream.keys.devices.Enrolment;
import io.sealstream.keys.devices.EnrolmentToken;
import io.sealstream.keys.devices.Renewal;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.EnrolmentCalls;
import io.sealstream.servicekit.http.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Set;

/** Devices' certificates, for ingest, which speaks EST with the devices. */
@Path("/")
public class EnrolmentResource {
    private static final Set<ServiceName> SERVED = Set.of(ServiceName.INGEST);

    private final Callers callers;
    private final Enrolment enrolment;
    private final Renewal renewal;
    private final DeviceAnchors anchors;
    private final MeterRegistry meters;

    public EnrolmentResource(
            Callers callers,
            Enrolment enrolment,
            Renewal renewal,
            DeviceAnchors anchors,
            MeterRegistry meters) {
        this.callers = callers;
        this.enrolment = enrolment;
        this.renewal = renewal;
        this.anchors = anchors;
        this.meters = meters;
    }

    /** Tenant intermediate and root. */
    @GET
    @Path(EnrolmentCalls.CA_CERTIFICATES)
    @RunOnVirtualThread
    public Response anchors(@Context HttpServerRequest request) {
        callers.require(request, SERVED);
        return Answers.json(200, Json.write(DerCertificates.of(anchors.certificates())));
    }

    /** First enrolment, signed with the token. */
    @POST
    @Path(EnrolmentCalls.ENROLMENTS)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response enrol(@Context HttpServerRequest request, InputStream body) {
        callers.require(request, SERVED);
        EnrolmentCalls.Enrolment order = Bodies.read(body, EnrolmentCalls.Enrolment.class);
        return answer(
                enrolment.enrol(order.deviceId(), order.signature(), order.csr()), "enrolment");
    }

    /** First enrolment, the token shown. */
    @POST
    @Path(EnrolmentCalls.TOKEN_ENROLMENTS)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response enrolByToken(@Context HttpServerRequest request, InputStream body) {
        callers.require(request, SERVED);
        EnrolmentCalls.TokenEnrolment order =
                Bodies.read(body, EnrolmentCalls.TokenEnrolment.class);
        EnrolmentToken token = new EnrolmentToken(order.token());
        return answer(enrolment.enrol(order.deviceId(), token, order.csr()), "token-enrolment");
    }

    /** Renewal, signed by a key the device has. */
    @POST
    @Path(EnrolmentCalls.RENEWALS)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response renew(@Context HttpServerRequest request, InputStream body) {
        callers.require(request, SERVED);
        EnrolmentCalls.Renewal order = Bodies.read(body, EnrolmentCalls.Renewal.class);
        return answer(renewal.renew(order.deviceId(), order.signature(), order.csr()), "renewal");
    }

    private Response answer(Issued issued, String reason) {
        meters.counter("sealstream.device.certificates.issued", "reason", reason).increment();
        byte[] certificate = DerCertificates.of(issued.leaf());
        return Answers.json(200, Json.write(new EnrolmentCalls.Issued(certificate)));
    }
}
