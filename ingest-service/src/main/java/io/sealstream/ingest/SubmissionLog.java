package io.sealstream.ingest;

import io.sealstream.protocol.Submission;
import java.util.concurrent.CompletionStage;

/** Where submissions go. */
public interface SubmissionLog {

    /** Appends; completes once the log has it for good, fails when that is not certain. */
    CompletionStage<Void> append(Submission submission);
}
