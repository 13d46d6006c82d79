package io.sealstream.protocol.signature;

import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * What a device signs of its request, value by value as they stand in the signature base (RFC 9421,
 * section 2).
 *
 * @param method {@code @method}
 * @param authority {@code @authority}: host in lower case, port unless it is 443
 * @param path {@code @path}
 * @param query {@code @query}, with its question mark; {@code ?} when there is none
 * @param contentType the Content-Type field
 * @param contentDigest the Content-Digest field
 * @param idempotencyKey the Idempotency-Key field, with its quotes
 * @param contentEncoding the Content-Encoding field, null when not sent
 */
public record CoveredRequest(
        String method,
        String authority,
        String path,
        String query,
        String contentType,
        String contentDigest,
        String idempotencyKey,
        @Nullable String contentEncoding) {
    private static final String STREAMS = "/v1/streams/";

    /** The request that sends an event: every value that the facts decide, in its one spelling. */
    public static CoveredRequest of(EventFacts facts, String authority, String query) {
        return new CoveredRequest(
                "POST",
                authority,
                STREAMS + facts.stream(),
                query,
                facts.contentType(),
                facts.contentDigest().toString(),
                "\"" + facts.eventId() + "\"",
                null);
    }

    /** Whether everything but content-encoding is the same. */
    boolean hasFactsOf(CoveredRequest other) {
        return equals(
                new CoveredRequest(
                        other.method,
                        other.authority,
                        other.path,
                        other.query,
                        other.contentType,
                        other.contentDigest,
                        other.idempotencyKey,
                        null));
    }

    /**
     * The event the idempotency key names: {@code "<uuid>"}.
     *
     * @throws MalformedSignatureException when it names none
     */
    public EventId eventId() throws MalformedSignatureException {
        int last = idempotencyKey.length() - 1;
        boolean quoted =
                last > 0 && idempotencyKey.charAt(0) == '"' && idempotencyKey.charAt(last) == '"';
        try {
            return EventId.parse(quoted ? idempotencyKey.substring(1, last) : "");
        } catch (InvalidIdentifierException e) {
            throw new MalformedSignatureException("the idempotency key is not a quoted UUID", e);
        }
    }

    /**
     * The stream the path names: {@code /v1/streams/<stream>}.
     *
     * @throws MalformedSignatureException when it names none
     */
    public StreamName stream() throws MalformedSignatureException {
        if (!path.startsWith(STREAMS)) {
            throw new MalformedSignatureException("the path names no stream");
        }
        try {
            return new StreamName(path.substring(STREAMS.length()));
        } catch (InvalidIdentifierException e) {
            throw new MalformedSignatureException("the path names no stream", e);
        }
    }

    /** The value of a component that every signature covers. */
    String value(String component) {
        return switch (component) {
            case "@method" -> method;
            case "@authority" -> authority;
            case "@path" -> path;
            case "@query" -> query;
            case "content-type" -> contentType;
            case "content-digest" -> contentDigest;
            case "idempotency-key" -> idempotencyKey;
            default -> throw new IllegalArgumentException("not a standard component");
        };
    }
}
