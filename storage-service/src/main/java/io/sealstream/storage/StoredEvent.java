package io.sealstream.storage;

import io.sealstream.protocol.Submission;
import java.time.Instant;

/**
 * An event as storage holds it.
 *
 * @param submission the sealed event with its evidence
 * @param storedAt when it was written
 */
public record StoredEvent(Submission submission, Instant storedAt) {}
