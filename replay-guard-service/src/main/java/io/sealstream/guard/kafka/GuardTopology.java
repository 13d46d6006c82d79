package io.sealstream.guard.kafka;

import io.sealstream.guard.Judge;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.devices.StreamsDeviceTable;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** The guard's topology: one source, one judge with the windows beside it, three sinks. */
public final class GuardTopology {
    static final String WINDOWS = "windows";
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String FINDING = "finding";
    private static final String SUBMISSIONS = "submissions";
    private static final String JUDGE = "judge";

    private GuardTopology() {}

    /** Builds it. */
    public static Topology build(Judge judge, StreamsDeviceTable devices, InstantSource clock) {
        var text = Serdes.String();
        var bytes = Serdes.ByteArray();
        Topology topology = new Topology();
        devices.addTo(topology);
        topology.addSource(
                SUBMISSIONS, text.deserializer(), bytes.deserializer(), Topic.RECEIVED.topicName());
        topology.addProcessor(JUDGE, () -> new JudgeProcessor(judge, clock), SUBMISSIONS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WINDOWS), text, bytes)
                        .withCachingEnabled(),
                JUDGE);
        topology.addSink(
                ACCEPTED, Topic.ACCEPTED.topicName(), text.serializer(), bytes.serializer(), JUDGE);
        topology.addSink(
                REJECTED, Topic.REJECTED.topicName(), text.serializer(), bytes.serializer(), JUDGE);
        topology.addSink(
                FINDING, Topic.FINDING.topicName(), text.serializer(), bytes.serializer(), JUDGE);
        return topology;
    }
}
