package io.sealstream.guard.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.records.Placement;
import io.sealstream.servicekit.streams.StreamsDeviceTable;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The guard's topology: one source, one judge with the windows beside it, a sink for each topic it
 * writes.
 */
public final class GuardTopology {
    static final String WINDOWS = "windows";
    private static final List<Topic> WRITTEN =
            List.of(
                    Topic.ACCEPTED,
                    Topic.RETRIED,
                    Topic.REJECTED,
                    Topic.FINDING,
                    Topic.DEAD_LETTER);
    private static final String SUBMISSIONS = "submissions";
    private static final String JUDGE = "judge";

    private GuardTopology() {}

    /** The name of the sink of a topic. */
    static String sink(Topic topic) {
        return "to-" + topic.topicName();
    }

    /**
     * Builds it.
     *
     * @param placement how many partitions the submissions are spread over
     */
    public static Topology build(
            Judge judge,
            StreamsDeviceTable devices,
            Placement placement,
            InstantSource clock,
            MeterRegistry meters) {
        FailedOffsets failed = new FailedOffsets();
        var text = Serdes.String();
        var bytes = Serdes.ByteArray();
        Topology topology = new Topology();
        devices.addTo(topology);
        topology.addSource(
                SUBMISSIONS, text.deserializer(), bytes.deserializer(), Topic.RECEIVED.topicName());
        topology.addProcessor(
                JUDGE,
                () -> new JudgeProcessor(judge, placement, failed, clock, meters),
                SUBMISSIONS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WINDOWS), text, bytes)
                        .withCachingEnabled(),
                JUDGE);
        for (Topic topic : WRITTEN) {
            topology.addSink(
                    sink(topic), topic.topicName(), text.serializer(), bytes.serializer(), JUDGE);
        }
        return topology;
    }
}
