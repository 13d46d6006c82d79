package io.sealstream.protocol;

/**
 * Problem types of the HTTP doors (RFC 9457). The type URI is stable; the title says nothing that
 * helps an attacker.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "The request is malformed"),
    MALFORMED_SIGNATURE(400, "The signature fields are missing or malformed"),
    DIGEST_MISMATCH(400, "The content does not have the digest the request names"),
    BAD_NONCE(400, "The nonce is missing or no longer fresh; take the offered one"),
    UNAUTHENTICATED(401, "No identity that this door accepts"),
    FORBIDDEN(403, "This identity may not do that"),
    BAD_SIGNATURE(403, "The signature does not verify"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NONCE_CONFLICT(409, "The nonce was used for another content"),
    EVENT_CONFLICT(409, "The event id was used for another content"),
    ALREADY_EXISTS(409, "It exists already"),
    TOO_LARGE(413, "The content is too large"),
    UNSUPPORTED_TYPE(415, "The content type is not supported"),
    TOO_EARLY(425, "Early data is not accepted"),
    TOO_FAST(429, "Too many requests"),
    WRONG_CIPHERTEXT(500, "The stored event does not open"),
    INTERNAL(500, "Something went wrong"),
    UNAVAILABLE(503, "A part this needs is not available; try again later");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    /** The {@code title} member. */
    public String title() {
        return title;
    }

    /** The {@code type} member: {@code urn:sealstream:problem:<name>}. */
    public String type() {
        return "urn:sealstream:problem:" + label();
    }

    /** The last part of the type, for example {@code bad-nonce}. */
    public String label() {
        return Labels.of(this);
    }

    /** The problem document, {@code application/problem+json}. */
    public byte[] document() {
        return Json.write(new Document(type(), title, status));
    }

    private record Document(String type, String title, int status) {}
}
