package io.sealstream.protocol.signature;

/** What a certificate is asked for, each with a tag and a path of its own. */
public enum EnrolmentPurpose {
    /** First enrolment, signed by the one-time token; {@code keyid} is {@code tenant/device}. */
    FIRST("sealstream-enrol-1", "/.well-known/est/simpleenroll"),
    /** Renewal, signed by the current identity key; {@code keyid} is its thumbprint. */
    RENEWAL("sealstream-renew-1", "/.well-known/est/simplereenroll");

    private final String tag;
    private final String path;

    EnrolmentPurpose(String tag, String path) {
        this.tag = tag;
        this.path = path;
    }

    /** The signature's {@code tag}. */
    public String tag() {
        return tag;
    }

    /** {@code @path} of the request. */
    public String path() {
        return path;
    }
}
