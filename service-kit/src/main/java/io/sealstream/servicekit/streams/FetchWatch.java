package io.sealstream.servicekit.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Sees from the metrics of Kafka Streams when the broker last answered the global consumer. An idle
 * consumer is answered twice a second too. That the consumer polls says nothing: it does so without
 * a broker.
 */
final class FetchWatch {
    private volatile long heardAt = System.nanoTime();
    private double answers = -1;

    /** To be called at intervals well below the silence that matters. */
    void look(Map<MetricName, ? extends Metric> metrics) {
        double now = answers(metrics);
        if (now != answers) {
            answers = now;
            heardAt = System.nanoTime();
        }
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    private static double answers(Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream()
                .filter(metric -> isFetches(metric.metricName()))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    private static boolean isFetches(MetricName name) {
        return name.name().equals("fetch-total")
                && name.group().equals("consumer-fetch-manager-metrics")
                && name.tags().getOrDefault("client-id", "").endsWith("-global-consumer")
                && !name.tags().containsKey("topic");
    }
}
