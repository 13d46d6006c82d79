package io.sealstream.servicekit.records;

import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.UnusableRecordException.Kind;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Where a keyed record belongs: the partition that Kafka's default partitioner gives its key. A
 * consumer whose state lives beside a partition must refuse a record in any other: there, its key
 * has no state, and what was seen would be new.
 */
public final class Placement {
    private final int partitions;

    /** For topics with {@code partitions} partitions. */
    public Placement(int partitions) {
        this.partitions = partitions;
    }

    /** The partition of a key: murmur2 of its UTF-8 bytes, as the producer's default does it. */
    public int partitionOf(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }

    /**
     * Makes sure that a key's record lies in the key's partition.
     *
     * @throws UnusableRecordException when it does not
     */
    public void require(String key, int partition) throws UnusableRecordException {
        if (partitionOf(key) != partition) {
            throw new UnusableRecordException(
                    Kind.MISPLACED, "the key belongs to another partition");
        }
    }
}
