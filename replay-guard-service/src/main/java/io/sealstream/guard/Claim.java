package io.sealstream.guard;

import io.sealstream.protocol.Submission;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import org.jspecify.annotations.Nullable;

/**
 * A submission with the signature that its evidence holds, read once and not yet verified.
 *
 * @param submission what the record says
 * @param signature what the device signed; null when the evidence is malformed
 */
public record Claim(Submission submission, @Nullable EventSignature signature) {

    /** Reads the evidence. */
    public static Claim of(Submission submission) {
        try {
            return new Claim(submission, EventSignature.fromEvidence(submission.evidence()));
        } catch (MalformedSignatureException e) {
            return new Claim(submission, null);
        }
    }
}
