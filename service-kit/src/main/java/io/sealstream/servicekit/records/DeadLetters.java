package io.sealstream.servicekit.records;

import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes note of records that a consumer passes over, for operators. */
public interface DeadLetters {

    /**
     * Notes one. The same record may be noted again after a restart, under the same id.
     *
     * @param place where the record lies
     * @param value its value, null for a tombstone; only its size is kept
     * @param why what is wrong with it
     * @return completes when the note cannot be lost any more; never throws
     */
    CompletionStage<Void> passOver(
            Place place, byte @Nullable [] value, UnusableRecordException why);

    /**
     * Where a record lies.
     *
     * @param topic its topic
     * @param partition its partition
     * @param offset its offset
     * @param appendedAt its timestamp
     */
    record Place(Topic topic, int partition, long offset, Instant appendedAt) {}
}
