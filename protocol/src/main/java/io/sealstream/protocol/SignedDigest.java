package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sealstream.protocol.internal.cbor.CborWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names what a device signed, and the signature: the same for every copy of a submission, whoever
 * sealed it and when, and another as soon as a fact or the signature differs. Notices are matched
 * with submissions by it (ADR 19).
 *
 * <pre>
 * digest = SHA-256 of deterministic CBOR
 *          [ "sealstream-signed-1", tenant: tstr, device: tstr, stream: tstr, eventId: bstr .size 16,
 *            contentType: tstr, digest algorithm, digest: bstr, evidence ]
 * </pre>
 *
 * with the items of {@link SubmissionCodec}. As text, in JSON and in the query of a receipt: 43
 * characters of base64url (RFC 4648, section 5) without padding.
 *
 * @param value 32 bytes
 */
public record SignedDigest(byte[] value) {
    private static final String VERSION = "sealstream-signed-1";
    private static final int ITEMS = 14;
    private static final int BYTES = 32;

    public SignedDigest {
        if (value.length != BYTES) {
            throw new InvalidIdentifierException("a signed digest has 32 bytes");
        }
    }

    /** Digests the facts and the evidence for them. */
    public static SignedDigest of(EventFacts facts, SignatureEvidence evidence) {
        CborWriter out = new CborWriter(448).array(ITEMS).text(VERSION);
        SubmissionCodec.writeFacts(out, facts);
        SubmissionCodec.writeEvidence(out, evidence);
        try {
            return new SignedDigest(MessageDigest.getInstance("SHA-256").digest(out.toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads the one spelling that {@link #toString} gives.
     *
     * @throws InvalidIdentifierException when it is another
     */
    @JsonCreator
    public static SignedDigest parse(String text) {
        try {
            SignedDigest digest = new SignedDigest(Base64.getUrlDecoder().decode(text));
            if (digest.toString().equals(text)) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            // Said below: the cause may quote the text.
        }
        throw new InvalidIdentifierException("not a signed digest");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedDigest that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @JsonValue
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
