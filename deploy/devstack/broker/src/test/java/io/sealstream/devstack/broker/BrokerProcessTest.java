package io.sealstream.devstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.kafka.setup.AccessRules;
import io.sealstream.kafka.setup.TopicSetup;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerProcessTest {
    private static final OperatorId OPERATOR = new OperatorId("local");
    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RunningBroker(folder);
        applyTable();
    }

    @AfterAll
    void stop() throws Exception {
        broker.close();
    }

    private void applyTable() throws Exception {
        try (Admin admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP))) {
            new TopicSetup(admin, 1).apply();
            new AccessRules(RunningBroker.DOMAIN, List.of(OPERATOR)).apply(admin);
        }
    }

    @Test
    void theTableIsAppliedAndApplyingItAgainChangesNothing() throws Exception {
        // When
        applyTable();

        // Then
        try (Admin admin = Admin.create(broker.clientOf(ServiceName.BOOTSTRAP))) {
            assertThat(admin.listTopics().names().get()).hasSize(Topic.values().length);
            ConfigResource received =
                    new ConfigResource(ConfigResource.Type.TOPIC, Topic.RECEIVED.topicName());
            Config settings =
                    Objects.requireNonNull(
                            admin.describeConfigs(List.of(received)).all().get().get(received));
            assertThat(settings.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(settings.get("retention.ms").value())
                    .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .hasSize(
                            new AccessRules(RunningBroker.DOMAIN, List.of(OPERATOR))
                                    .bindings()
                                    .size());
        }
    }

    @Test
    void anAcknowledgedRecordSurvivesKillingTheBroker() throws Exception {
        // Given
        produce(ServiceName.INGEST, Topic.RECEIVED, "before");

        // When
        broker.kill();
        broker.start();

        // Then
        assertThat(consume(ServiceName.REPLAY_GUARD, Topic.RECEIVED)).contains("before");
    }

    @Test
    void aServiceThatIsNotAWriterCannotWrite() {
        assertThatThrownBy(() -> produce(ServiceName.STORAGE, Topic.ACCEPTED, "forged"))
                .hasMessageContaining("authorized");
    }

    @Test
    void aDeviceGetsNoConnection() throws Exception {
        Map<String, Object> settings = broker.clientOf(new DeviceId("acme", "d1"));
        settings.put("default.api.timeout.ms", 5000);
        settings.put("request.timeout.ms", 3000);

        assertThatThrownBy(
                        () -> {
                            try (Admin admin = Admin.create(settings)) {
                                admin.listTopics().names().get(5, TimeUnit.SECONDS);
                            }
                        })
                .isInstanceOf(Exception.class);
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestart() throws Exception {
        // Given
        Certificate before = broker.presentedCertificate();

        // When
        broker.identity(ServiceName.BROKER);

        // Then
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (broker.presentedCertificate().equals(before)) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void produce(ServiceName who, Topic topic, String value) throws Exception {
        Map<String, Object> settings = broker.clientOf(who);
        settings.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic.topicName(), value.getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private List<String> consume(ServiceName who, Topic topic) throws Exception {
        Map<String, Object> settings = broker.clientOf(who);
        settings.put("group.id", who.label() + "-test");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            List<String> values = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (values.isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record ->
                                values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            return values;
        }
    }
}
