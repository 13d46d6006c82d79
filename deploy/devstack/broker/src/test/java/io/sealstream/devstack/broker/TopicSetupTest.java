package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sealstream.kafka.setup.KafkaSetup;
import io.sealstream.kafka.setup.TopicMismatchException;
import io.sealstream.kafka.setup.TopicSettings;
import io.sealstream.kafka.setup.TopicSetup;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Topics that are there before the setup, on the real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicSetupTest {
    private static final short ONE = 1;
    private RunningBroker broker;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP));
    }

    @AfterEach
    void deleteTopics() throws Exception {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        await().until(() -> admin.listTopics().names().get().isEmpty());
        admin.close();
    }

    @Test
    void anotherNumberOfPartitionsIsRefusedAndNothingIsChanged() throws Exception {
        // Given
        int expected = TopicSettings.partitions(Topic.RECEIVED);
        int found = expected + 6;
        create(Topic.RECEIVED, found, Map.of());
        create(
                Topic.DATA_KEY,
                TopicSettings.partitions(Topic.DATA_KEY),
                Map.of("retention.ms", "1000"));

        // Then
        assertThatThrownBy(() -> new TopicSetup(admin, 1).apply())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(
                        "Topic submission.received.v1 has %d partitions, and %d are expected."
                                .formatted(found, expected))
                .hasMessageNotContaining(Topic.DATA_KEY.topicName());
        assertThat(admin.listTopics().names().get()).hasSize(2);
        assertThat(setting(Topic.DATA_KEY, "retention.ms")).isEqualTo("1000");
    }

    @Test
    void tooFewReplicasAreRefused() throws Exception {
        // Given
        create(Topic.RECEIVED, TopicSettings.partitions(Topic.RECEIVED), Map.of());

        // Then
        assertThatThrownBy(() -> new TopicSetup(admin, 3).apply())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("submission.received.v1 has 1 replicas");
    }

    @Test
    void otherSettingsArePutRightAndSaid() throws Exception {
        // Given
        create(
                Topic.RECEIVED,
                TopicSettings.partitions(Topic.RECEIVED),
                Map.of(
                        "retention.ms",
                        "1000",
                        "cleanup.policy",
                        "compact",
                        "segment.bytes",
                        "2000000"));

        // When
        List<String> changes = new TopicSetup(admin, 1).apply();

        // Then
        assertThat(changes)
                .contains(
                        "Topic submission.received.v1: cleanup.policy was compact, and is delete now.",
                        "Topic submission.received.v1: retention.ms was 1000, and is 86400000 now.");
        await().untilAsserted(() -> assertThat(new TopicSetup(admin, 1).apply()).isEmpty());
        TopicSettings.of(Topic.RECEIVED)
                .forEach((name, value) ->
                        assertThat(setting(Topic.RECEIVED, name)).as(name).isEqualTo(value));
        assertThat(setting(Topic.RECEIVED, "segment.bytes")).isEqualTo("2000000");
    }

    @Test
    void processEndsWithOneAndSaysWhy() throws Exception {
        // Given
        create(Topic.ACCEPTED, 1, Map.of());

        // When
        Process setup =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KafkaSetup.class.getName(),
                                "localhost:" + broker.port(),
                                broker.identity(ServiceName.BOOTSTRAP).toString(),
                                "1")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(setup.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .startsWith("Topic submission.accepted.v1 has 1 partitions")
                .doesNotContain("Exception");
    }

    /** The controller acknowledges a topic a moment before the broker knows it. */
    private void create(Topic topic, int partitions, Map<String, String> settings)
            throws Exception {
        NewTopic made = new NewTopic(topic.topicName(), partitions, ONE).configs(settings);
        admin.createTopics(List.of(made)).all().get();
        await().until(() -> admin.listTopics().names().get().contains(topic.topicName()));
    }

    private String setting(Topic topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        try {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return Objects.requireNonNull(config).get(name).value();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
