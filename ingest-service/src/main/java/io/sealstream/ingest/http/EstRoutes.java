package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.ingest.EnrolmentLimits;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Enrolment over Secure Transport (RFC 7030, RFC 8951): {@code cacerts}, {@code csrattrs}, {@code
 * simpleenroll} with a one-time token, {@code simplereenroll} with the current certificate. The
 * first three are the only routes of the endpoint that serve a caller without a certificate: a
 * device that has none yet could not get one otherwise.
 *
 * <p>An enrolment is answered with the issued certificate alone (RFC 7030, section 4.2.3): a
 * certs-only message is a set, and a client that takes its first certificate must not get another.
 * {@code cacerts} has the tenant's intermediate and the root.
 *
 * <p>Signatures over requests are passed on: this process could not be believed about them.
 */
final class EstRoutes {
    private static final String BASE = "/.well-known/est/";
    private static final int MAX_REQUEST_BYTES = 16 * 1024;

    /** RFC 9110, section 5.6.7. Java's own RFC 1123 format writes a day below ten as one digit. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final EnrolmentDesk desk;
    private final EnrolmentLimits limits;
    private final Admission admission;
    private final BodyReader bodies;
    private final Answers answers;
    private final Executor blocking;
    private final EndpointSettings settings;

    EstRoutes(
            EnrolmentDesk desk,
            EnrolmentLimits limits,
            Admission admission,
            BodyReader bodies,
            Answers answers,
            Executor blocking,
            EndpointSettings settings) {
        this.desk = desk;
        this.limits = limits;
        this.admission = admission;
        this.bodies = bodies;
        this.answers = answers;
        this.blocking = blocking;
        this.settings = settings;
    }

    void addTo(Router router) {
        router.get(BASE + "cacerts").handler(ctx -> later(ctx, desk::caCertificates));
        router.get(BASE + "csrattrs").handler(ctx -> ctx.response().setStatusCode(204).end());
        router.post(BASE + "simpleenroll").handler(this::enrol);
        router.post(BASE + "simplereenroll").handler(this::renew);
    }

    private void enrol(RoutingContext ctx) {
        try {
            SignatureHeaders signature = signature(ctx);
            String authorization = ctx.request().getHeader("Authorization");
            Enrolment enrolment =
                    signature == null
                            ? byToken(BasicCredentials.parse(authorization))
                            : csr -> desk.enrol(device(signature, csr), signature, csr);
            limits.requireEnrolment(source(ctx));
            withRequest(ctx, enrolment);
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    private Enrolment byToken(BasicCredentials credentials) {
        return csr -> desk.enrol(credentials.device(), credentials.password(), csr);
    }

    private void renew(RoutingContext ctx) {
        try {
            DeviceCaller caller = DeviceCaller.active(ctx.request(), settings.callers(), admission);
            limits.requireRenewal(caller.device());
            SignatureHeaders signature = signature(ctx);
            withRequest(ctx, csr -> desk.renew(caller.device(), signature, csr));
        } catch (RuntimeException e) {
            answers.failure(ctx, e, null);
        }
    }

    /** Null when there is none: a client of EST alone sends none. */
    private static @Nullable SignatureHeaders signature(RoutingContext ctx) {
        String input = RequestFields.field(ctx.request(), "signature-input");
        String signature = RequestFields.field(ctx.request(), "signature");
        if (input == null && signature == null) {
            return null;
        }
        if (input == null || signature == null) {
            throw new Refusal(Problem.MALFORMED_SIGNATURE);
        }
        return new SignatureHeaders(input, signature);
    }

    /** Whom the signature names; whether it is theirs, vault-keys decides. */
    private static DeviceId device(SignatureHeaders headers, byte[] csr) {
        try {
            return DeviceId.ofKey(
                    EnrolmentSignature.read(EnrolmentPurpose.FIRST, headers, csr).keyId());
        } catch (MalformedSignatureException e) {
            throw new Refusal(Problem.MALFORMED_SIGNATURE);
        } catch (InvalidIdentifierException e) {
            // As for a wrong token: whether a name is one is nobody's business.
            throw new Refusal(Problem.FORBIDDEN);
        }
    }

    private static InetAddress source(RoutingContext ctx) {
        return InetAddress.ofLiteral(ctx.request().remoteAddress().hostAddress());
    }

    private static BodyReader.Sender sender(InetAddress address) {
        // Not charged: the limits of enrolments count, and their bodies are small.
        return new BodyReader.Sender(address, bytes -> {});
    }

    private void withRequest(RoutingContext ctx, Enrolment enrolment) {
        bodies.read(ctx, MAX_REQUEST_BYTES, sender(source(ctx)))
                .onSuccess(body -> later(ctx, () -> List.of(enrolment.apply(decode(body)))))
                .onFailure(failure -> answers.failure(ctx, failure, null));
    }

    private static byte[] decode(byte[] body) {
        try {
            return CertsOnly.fromBase64(body);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
    }

    private void later(RoutingContext ctx, Supplier<List<byte[]>> certificates) {
        Context context = ctx.vertx().getOrCreateContext();
        blocking.execute(() -> {
            try {
                String answer = CertsOnly.base64(certificates.get());
                context.runOnContext(run -> certificates(ctx, answer));
            } catch (RuntimeException e) {
                context.runOnContext(run -> answers.failure(ctx, e, null));
            }
        });
    }

    private static void certificates(RoutingContext ctx, String base64) {
        ctx.response()
                .putHeader("Content-Type", "application/pkcs7-mime; smime-type=certs-only")
                .putHeader("Date", now())
                .end(Buffer.buffer(base64));
    }

    /** A device without a clock of its own sees from it that its clock is wrong. */
    private static String now() {
        return IMF_FIXDATE.format(Instant.now());
    }

    private interface Enrolment {
        byte[] apply(byte[] csr);
    }
}
