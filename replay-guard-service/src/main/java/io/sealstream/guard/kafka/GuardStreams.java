package io.sealstream.guard.kafka;

import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.kafka.TopicShape;
import io.sealstream.servicekit.streams.SupervisedStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** Runs the topology with the settings that make it exactly once. */
public final class GuardStreams implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GuardStreams.class);
    private static final Duration CLOSE = Duration.ofSeconds(8);
    private static final int COMMIT_EVERY_MILLIS = 100;

    private static final Duration SHAPE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Map<String, Object> connection;
    private final SupervisedStreams streams;

    /**
     * Prepares; {@link #start} starts.
     *
     * @param topology makes the topology, once for each start
     * @param threads stream threads; more than one per partition are idle
     */
    public GuardStreams(
            Supplier<Topology> topology, Map<String, Object> connection, Path state, int threads) {
        this.connection = Map.copyOf(connection);
        Properties settings = settings(connection, state, threads);
        streams = new SupervisedStreams("guard", () -> build(topology.get(), settings), CLOSE);
    }

    private static Properties settings(Map<String, Object> connection, Path state, int threads) {
        Properties settings = new Properties();
        settings.putAll(connection);
        // Part of the names of the changelog topic, the consumer group and the transactional ids,
        // which the broker's access rules name.
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-guard");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY_MILLIS);
        settings.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
        settings.put(StreamsConfig.POLL_MS_CONFIG, 20);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // What a request and a transaction cost, on both ends, is many times what a record costs.
        // Records are collected on the way in, and on the way out until the commit, which flushes:
        // nobody could read them before.
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 64 * 1024);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_EVERY_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 1 << 20);
        return settings;
    }

    /**
     * Builds once the broker has named the partitions of submissions.
     *
     * @throws IllegalStateException when submissions have another number of partitions than they
     *     must; nothing is consumed then
     * @throws KafkaException when the broker does not answer
     */
    private KafkaStreams build(Topology topology, Properties settings) {
        try (var consumer =
                new KafkaConsumer<>(
                        connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicShape.require(
                    Topic.RECEIVED, consumer.partitionsFor(Topic.RECEIVED.topicName(), SHAPE));
        }
        KafkaStreams built = new KafkaStreams(topology, settings);
        built.setUncaughtExceptionHandler(failure -> {
            // Nothing of the failed transaction has an effect; the records are judged again.
            LOG.error("judging failed, starting again from the last commit", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return built;
    }

    /** Starts consuming; starts again whatever ends. Does not wait for the broker. */
    public void start() {
        streams.start();
    }

    /** Whether records are being judged: the streams run, and none has stopped polling. */
    public boolean running() {
        return streams.running() && secondsSincePoll() < LONGEST_SILENCE.toSeconds();
    }

    /** How long ago the slowest stream thread asked for records; it should be parts of a second. */
    public double secondsSincePoll() {
        return streams.current().map(GuardStreams::secondsSincePoll).orElse(0.0);
    }

    private static double secondsSincePoll(KafkaStreams streams) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-poll-seconds-ago"))
                .filter(metric ->
                        metric.metricName()
                                .tags()
                                .getOrDefault("client-id", "")
                                .contains("-StreamThread-"))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .max()
                .orElse(0);
    }

    /** The running streams, to read stores from. */
    public SupervisedStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close();
    }
}
