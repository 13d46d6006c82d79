package io.sealstream.servicekit.streams;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedStreamsTest {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    @TempDir Path state;

    @Test
    void whatEndsBecauseTheBrokerDoesNotAnswerIsBuiltAgain() throws Exception {
        List<KafkaStreams> built = new CopyOnWriteArrayList<>();
        CountDownLatch twice = new CountDownLatch(2);

        try (var streams =
                new SupervisedStreams(
                        "test",
                        () -> {
                            built.add(new KafkaStreams(globalTable(), settings()));
                            twice.countDown();
                            return built.getLast();
                        },
                        CLOSE)) {
            streams.start();
            assertThat(twice.await(30, SECONDS)).isTrue();
            assertThat(streams.running()).isFalse();
        }

        assertThat(built).allMatch(each -> each.state().hasCompletedShutdown());
    }

    @Test
    void whatCannotBeBuiltIsTriedAgain() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);

        try (var streams =
                new SupervisedStreams(
                        "test",
                        () -> {
                            twice.countDown();
                            throw new IllegalStateException("not yet");
                        },
                        CLOSE)) {
            streams.start();
            assertThat(twice.await(10, SECONDS)).isTrue();
        }
    }

    @Test
    void onlyAnAnswerToTheGlobalConsumerEndsItsSilence() throws Exception {
        FetchWatch watch = new FetchWatch();
        watch.look(Map.of());
        watch.look(fetches("x-StreamThread-1-consumer", 1));
        Thread.sleep(20);
        watch.look(fetches("x-StreamThread-1-consumer", 2));
        assertThat(watch.silence()).isGreaterThanOrEqualTo(Duration.ofMillis(20));

        Thread.sleep(20);
        watch.look(fetches("x-global-consumer", 1));
        assertThat(watch.silence()).isLessThan(Duration.ofMillis(20));
    }

    private static Map<MetricName, KafkaMetric> fetches(String client, double total) {
        MetricName name =
                new MetricName(
                        "fetch-total",
                        "consumer-fetch-manager-metrics",
                        "",
                        Map.of("client-id", client));
        Measurable value = (config, now) -> total;
        return Map.of(
                name, new KafkaMetric(new Object(), name, value, new MetricConfig(), Time.SYSTEM));
    }

    private static Topology globalTable() {
        Topology topology = new Topology();
        new StreamsDeviceTable(
                        (place, value, why) -> {
                            throw new IllegalStateException("nothing is read here");
                        })
                .addTo(topology);
        return topology;
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.globalConsumerPrefix("default.api.timeout.ms"), 300);
        settings.put(StreamsConfig.globalConsumerPrefix("request.timeout.ms"), 200);
        settings.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 500);
        return settings;
    }
}
