/**
 * Ingest's core: who may send what, sealing, and what became of it. Plain Java.
 *
 * <p>Payload plaintext ends here: {@link io.sealstream.ingest.Intake} seals before anything leaves.
 * Ports: {@link io.sealstream.ingest.SubmissionLog}, {@link io.sealstream.ingest.KeyAnnouncer},
 * {@link io.sealstream.ingest.StoredReceipts}.
 */
@NullMarked
package io.sealstream.ingest;

import org.jspecify.annotations.NullMarked;
