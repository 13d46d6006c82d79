package io.sealstream.guard.kafka;

import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.UnusableRecordException.Kind;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;

/**
 * A submission under judgement.
 *
 * @param at where its record lies
 * @param submission the decoded value
 * @param value the value as it was received
 */
@SuppressWarnings("ArrayRecordComponent")
record Judged(RecordPlace at, Submission submission, byte[] value) {

    /** Decodes a value that was set aside. */
    static Judged of(RecordPlace at, byte[] value) throws UnusableRecordException {
        try {
            return new Judged(at, SubmissionCodec.decode(value), value);
        } catch (MalformedRecordException e) {
            throw new UnusableRecordException(Kind.MALFORMED, "not what was set aside", e);
        }
    }

    /** What the device must have signed. */
    EventSignature signature() throws MalformedSignatureException {
        return EventSignature.of(submission.facts(), submission.evidence());
    }
}
