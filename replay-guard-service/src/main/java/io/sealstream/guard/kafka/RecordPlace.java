package io.sealstream.guard.kafka;

import io.sealstream.protocol.Topic;
import java.time.Instant;

/**
 * Where a received record lies.
 *
 * @param partition its partition
 * @param offset its offset
 * @param appendedAt when the broker took it, by the broker's clock
 */
record RecordPlace(int partition, long offset, Instant appendedAt) {

    /** An id for what is written about the record: the same each time it is processed. */
    String name() {
        return Topic.RECEIVED.topicName() + "-" + partition + "-" + offset;
    }
}
