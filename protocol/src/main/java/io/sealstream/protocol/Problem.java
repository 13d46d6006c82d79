package io.sealstream.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Problem types of the HTTP endpoints (RFC 9457), and what each means for a client. The type URI is
 * stable; the title says nothing that helps an attacker.
 */
public enum Problem {
    MALFORMED_REQUEST(400, Remedy.NONE, "The request is malformed"),
    MALFORMED_SIGNATURE(400, Remedy.NONE, "The signature fields are missing or malformed"),
    DIGEST_MISMATCH(400, Remedy.NONE, "The content does not have the digest the request names"),
    BAD_NONCE(
            400,
            Remedy.FRESH_NONCE,
            "The nonce is missing or no longer fresh; take the offered one"),
    SIGNATURE_EXPIRED(400, Remedy.FRESH_NONCE, "The signature names a time that is over"),
    UNAUTHENTICATED(401, Remedy.OTHER_IDENTITY, "No identity that this endpoint accepts"),
    FORBIDDEN(403, Remedy.OTHER_IDENTITY, "This identity may not do that"),
    BAD_SIGNATURE(403, Remedy.NONE, "The signature does not verify"),
    NOT_FOUND(404, Remedy.NONE, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, Remedy.NONE, "The method is not allowed here"),
    TOO_SLOW(408, Remedy.LATER, "The request took too long to arrive"),
    NONCE_CONFLICT(409, Remedy.NONE, "The nonce was used for another content"),
    EVENT_CONFLICT(409, Remedy.NONE, "The event id was used for another content"),
    ALREADY_EXISTS(409, Remedy.NONE, "It exists already"),
    GONE(410, Remedy.NONE, "What would open it was destroyed"),
    TOO_LARGE(413, Remedy.NONE, "The content is too large"),
    UNSUPPORTED_TYPE(415, Remedy.NONE, "The content type is not supported"),
    TOO_EARLY(425, Remedy.LATER, "Early data is not accepted"),
    TOO_FAST(429, Remedy.LATER, "Too many requests"),
    WRONG_CIPHERTEXT(500, Remedy.NONE, "The stored event does not open"),
    INTERNAL(500, Remedy.LATER, "Something went wrong"),
    UNAVAILABLE(503, Remedy.LATER, "A part this needs is not available; try again later");

    /** What a client can do about a problem. */
    public enum Remedy {
        /** Nothing: the same request is refused again. */
        NONE,
        /** Sign again, with the nonce that comes with the answer. */
        FRESH_NONCE,
        /** Use another identity, or have this one's permissions changed. */
        OTHER_IDENTITY,
        /**
         * Send the same request later, after {@link #RETRY_AFTER_SECONDS} or what the answer says.
         */
        LATER
    }

    /** Seconds in {@code Retry-After}, on answers after which a retry makes sense. */
    public static final int RETRY_AFTER_SECONDS = 2;

    private static final String TYPE = "urn:sealstream:problem:";

    private final int status;
    private final Remedy remedy;
    private final String title;

    Problem(int status, Remedy remedy, String title) {
        this.status = status;
        this.remedy = remedy;
        this.title = title;
    }

    /** Finds a problem by its type URI; empty for a type of another release. */
    public static Optional<Problem> ofType(String type) {
        return Arrays.stream(values()).filter(problem -> problem.type().equals(type)).findFirst();
    }

    /** HTTP status code of the answer; also the {@code status} member. */
    public int status() {
        return status;
    }

    /** What a client can do about it. */
    public Remedy remedy() {
        return remedy;
    }

    /** Whether an answer with it says {@code Retry-After}. */
    public boolean saysRetryAfter() {
        return this == UNAVAILABLE || this == TOO_FAST;
    }

    /**
     * Whether the connection ends with it: who may not be here must not keep one, and the rest of a
     * large or slow body is not read.
     */
    public boolean closesConnection() {
        return remedy == Remedy.OTHER_IDENTITY || this == TOO_LARGE || this == TOO_SLOW;
    }

    /** The {@code title} member. */
    public String title() {
        return title;
    }

    /** The {@code type} member: {@code urn:sealstream:problem:<name>}. */
    public String type() {
        return TYPE + label();
    }

    /** The last part of the type, for example {@code bad-nonce}. */
    public String label() {
        return Labels.of(this);
    }

    /** The problem document, {@code application/problem+json}. */
    public byte[] document() {
        return Json.write(new Document(type(), title, status));
    }

    /** The same with a {@code detail} member, which says what is wrong with this request. */
    public byte[] document(String detail) {
        return Json.write(new Detailed(type(), title, status, detail));
    }

    private record Detailed(String type, String title, int status, String detail) {}

    private record Document(String type, String title, int status) {}
}
