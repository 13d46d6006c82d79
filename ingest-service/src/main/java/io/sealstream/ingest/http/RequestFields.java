package io.sealstream.ingest.http;

import io.sealstream.ingest.EventRequest;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.CoveredRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes out of an HTTP request what a signature covers (RFC 9421, section 2). */
final class RequestFields {
    private RequestFields() {}

    static EventRequest event(RoutingContext ctx, DeviceCaller caller, byte[] content) {
        HttpServerRequest request = ctx.request();
        CoveredRequest covered =
                new CoveredRequest(
                        request.method().name(),
                        authority(request),
                        request.path(),
                        query(request),
                        required(request, "content-type"),
                        required(request, "content-digest"),
                        required(request, "idempotency-key"),
                        field(request, "content-encoding"));
        return new EventRequest(
                caller.device(),
                caller.certificateKey(),
                covered,
                name -> field(request, name),
                signatureField(request, "signature-input"),
                signatureField(request, "signature"),
                content);
    }

    /** The field's values, trimmed and joined as RFC 9421 section 2.1 says; null when absent. */
    static @Nullable String field(HttpServerRequest request, String name) {
        List<String> values = request.headers().getAll(name);
        return switch (values.size()) {
            case 0 -> null;
            case 1 -> values.getFirst().strip();
            default -> String.join(", ", values.stream().map(String::strip).toList());
        };
    }

    static String required(HttpServerRequest request, String name) {
        String value = field(request, name);
        if (value == null) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
        return value;
    }

    private static String signatureField(HttpServerRequest request, String name) {
        String value = field(request, name);
        if (value == null) {
            throw new Refusal(Problem.MALFORMED_SIGNATURE);
        }
        return value;
    }

    /** RFC 9421, section 2.2.3: lower case, without the default port. */
    private static String authority(HttpServerRequest request) {
        if (request.authority() == null) {
            throw new Refusal(Problem.MALFORMED_REQUEST);
        }
        String host = request.authority().host().toLowerCase(Locale.ROOT);
        int port = request.authority().port();
        return port <= 0 || port == 443 ? host : host + ":" + port;
    }

    private static String query(HttpServerRequest request) {
        return request.query() == null ? "?" : "?" + request.query();
    }
}
