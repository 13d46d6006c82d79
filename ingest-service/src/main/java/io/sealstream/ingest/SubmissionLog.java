package io.sealstream.ingest;

import io.sealstream.protocol.Submission;
import java.util.concurrent.CompletionStage;

/** The durable log that ingest appends submissions to. Thread-safe. */
public interface SubmissionLog {

    /** Appends; completes once the log has it for good, fails when that is not certain. */
    CompletionStage<Void> append(Submission submission);
}
