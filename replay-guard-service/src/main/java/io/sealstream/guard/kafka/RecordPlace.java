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

    /** Names what is said of a record: once, however often the record is judged again. */
    String name() {
        return Topic.RECEIVED.topicName() + "-" + partition + "-" + offset;
    }
}
