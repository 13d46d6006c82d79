package io.sealstream.guard;

import io.sealstream.protocol.Submission;
import io.sealstream.protocol.signature.ContentDigestField;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Compares what a record says with what the device signed. */
final class SignedFacts {
    private SignedFacts() {}

    /** Whether stream, event id, content type and digest of the record are the signed ones. */
    static boolean agree(Submission submission, EventSignature signature) {
        CoveredRequest request = signature.request();
        try {
            return request.method().equals("POST")
                    && request.stream().equals(submission.stream())
                    && request.eventId().equals(submission.eventId())
                    && request.contentType().equals(submission.contentType())
                    && ContentDigestField.parse(request.contentDigest())
                            .first()
                            .equals(submission.contentDigest());
        } catch (MalformedSignatureException e) {
            return false;
        }
    }

    /** The first 64 bits of SHA-256 over event id, stream and content digest. */
    static long digestPrefix(Submission submission) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(submission.eventId().toBytes());
            digest.update(submission.contentDigest().value());
            digest.update(submission.stream().value().getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
