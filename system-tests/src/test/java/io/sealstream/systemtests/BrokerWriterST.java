package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.StreamAddress;
import io.sealstream.reader.VerifiedEvent;
import io.sealstream.systemtests.faults.Stopped;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.RawDevice;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One who has ingest's rights on the broker, and a device's signed request before ingest has: no
 * event is accepted twice, none is lost or made unreadable, and nobody is held up.
 */
@ExtendWith(StackExtension.class)
class BrokerWriterST {
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final StreamName CLIMATE = new StreamName("climate");
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(UTF_8);

    private final DeviceId id = new DeviceId("acme", "raw-" + UUID.randomUUID());

    @Test
    void aRecordCountsInItsOwnPartitionAloneHoweverItIsCopied(Stack stack) throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        RawDevice device = new RawDevice(stack, id);
        List<X509Certificate> chain = enrol(stack, device);
        try (Http own = device.endpoint(chain);
                KafkaProducer<String, byte[]> asIngest = thief.writer(ServiceName.INGEST);
                StolenDatabase database = new StolenDatabase(stack)) {
            // Given: copies everywhere before the genuine record comes, and while the guard is
            // stopped, so that it finds copies and record in whatever order it likes.
            EventId event = EventId.random();
            String nonce = epoch(own) + ".0";
            EventSignature signature = device.signature(chain, event, nonce, CONTENT);
            byte[] early = SubmissionCodec.encode(forged(signature, new byte[] {1}));
            ProcessHandle guard = stack.awaitProcess(ServiceName.REPLAY_GUARD);
            try (Stopped _ = new Stopped(guard)) {
                everywhere(asIngest, early);
                assertThat(device.send(own, chain, event, nonce, CONTENT, CONTENT).statusCode())
                        .isEqualTo(202);
                everywhere(asIngest, genuine(thief, event));
            }
            assertThat(stored(device, own, chain, nonce)).isTrue();

            // When: and after it.
            everywhere(asIngest, genuine(thief, event));
            assertThat(stored(device, own, chain, nonce)).isTrue();

            // Then
            assertThat(acceptedOf(thief, event)).isEqualTo(1);
            assertThat(database.events(id))
                    .filteredOn(seen -> seen.address().endsWith(event.toString()))
                    .hasSize(1);
        }
    }

    @Test
    void aCiphertextThatComesFirstDoesNotDisplaceTheGenuineOne(Stack stack) throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        RawDevice device = new RawDevice(stack, id);
        List<X509Certificate> chain = enrol(stack, device);
        try (Http own = device.endpoint(chain);
                KafkaProducer<String, byte[]> asIngest = thief.writer(ServiceName.INGEST);
                ReaderClient reader =
                        ReaderClient.open(stack.reader(id.tenant()), stack.url(Listener.STORAGE))) {
            // Given
            assertThat(stored(device, own, chain, epoch(own) + ".0")).isTrue();
            byte[] sealed = SubmissionCodec.decode(anyOf(thief).value()).sealedEvent();
            String nonce = epoch(own) + ".7";
            EventId event = EventId.random();
            EventSignature signature = device.signature(chain, event, nonce, CONTENT);

            // When: the sealed bytes of another event, validly signed.
            write(asIngest, SubmissionCodec.encode(forged(signature, sealed)));
            awaitStored(own, event);
            var answer =
                    device.send(own, chain, event, nonce, CONTENT, CONTENT, "Prefer", "wait=10");

            // Then
            // 201 when the notice of the forged record was still under way and answered the device;
            // the genuine one is on the broker all the same.
            assertThat(answer.statusCode()).isIn(200, 201);
            assertThat(eventually(() -> reader.event(new StreamAddress(id, CLIMATE), event)))
                    .isEqualTo(CONTENT);
            assertThat(acceptedOf(thief, event)).isEqualTo(1);
        }
    }

    @Test
    void aFloodOfStrangersHoldsNobodyUp(Stack stack, @TempDir Path folder) throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        DeviceId honest = new DeviceId("acme", "honest-" + UUID.randomUUID());
        RawDevice template = new RawDevice(stack, id);
        List<X509Certificate> chain = enrol(stack, template);
        try (Fleet fleet = new Fleet(stack, folder);
                Http own = template.endpoint(chain);
                KafkaProducer<String, byte[]> asIngest = thief.writer(ServiceName.INGEST)) {
            DeviceClient device = fleet.enrol(honest, KeyType.P256, 10);
            send(device);
            EventSignature signature =
                    template.signature(chain, EventId.random(), epoch(own) + ".0", CONTENT);
            Submission known = forged(signature, anySealed(thief));
            List<Duration> took = new ArrayList<>();

            // When
            for (int i = 0; i < 20; i++) {
                for (int k = 0; k < 200; k++) {
                    Submission strange = of(new DeviceId("acme", "stranger-" + i + "-" + k), known);
                    var _ =
                            asIngest.send(
                                    new ProducerRecord<>(
                                            Topic.RECEIVED.topicName(),
                                            strange.device().key(),
                                            SubmissionCodec.encode(strange)));
                }
                asIngest.flush();
                took.add(send(device));
            }

            // Then
            assertThat(took).allMatch(one -> one.compareTo(PROMPT) < 0);
        }
    }

    private Duration send(DeviceClient device) {
        long started = System.nanoTime();
        OutgoingEvent event = OutgoingEvent.of("honest", "application/json", CONTENT);
        assertThat(device.send(event).join()).isInstanceOf(SendResult.Stored.class);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private List<X509Certificate> enrol(Stack stack, RawDevice device) throws Exception {
        return device.enrol(stack.operatorClient().register(id).token().text());
    }

    /** Sends a further event of the device and waits until it is stored. */
    private static boolean stored(
            RawDevice device, Http own, List<X509Certificate> chain, String nonce)
            throws Exception {
        String next = nonce.substring(0, 40) + "." + (100 + (System.nanoTime() & 0x1ff));
        var answer =
                device.send(
                        own, chain, EventId.random(), next, CONTENT, CONTENT, "Prefer", "wait=20");
        return answer.statusCode() == 201;
    }

    private static void awaitStored(Http own, EventId event) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (own.get("/v1/receipts/" + event).statusCode() != 200) {
            assertThat(System.nanoTime()).as("stored in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** The content of an event, within ten seconds. */
    private static byte[] eventually(Supplier<VerifiedEvent> read) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return read.get().content();
            } catch (ReaderException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
                Thread.sleep(50);
            }
        }
    }

    private static String epoch(Http own) throws Exception {
        return new ObjectMapper().readTree(own.get("/v1/epoch").body()).path("epoch").asText();
    }

    private static Submission forged(EventSignature signature, byte[] sealed) {
        return new Submission(
                signature.facts(), Instant.now(), CONTENT.length, sealed, signature.evidence());
    }

    private static Submission of(DeviceId device, Submission s) {
        var facts = s.facts();
        return new Submission(
                new io.sealstream.protocol.EventFacts(
                        device,
                        facts.stream(),
                        facts.eventId(),
                        facts.contentType(),
                        facts.contentDigest()),
                s.receivedAt(),
                s.size(),
                s.sealedEvent(),
                s.evidence());
    }

    private void everywhere(KafkaProducer<String, byte[]> writer, byte[] value) throws Exception {
        for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
            writer.send(
                            new ProducerRecord<>(
                                    Topic.RECEIVED.topicName(), partition, id.key(), value))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private void write(KafkaProducer<String, byte[]> writer, byte[] value) throws Exception {
        writer.send(new ProducerRecord<>(Topic.RECEIVED.topicName(), id.key(), value))
                .get(30, TimeUnit.SECONDS);
    }

    /** The record that ingest wrote for an event: the one whose ciphertext is no forgery. */
    private byte[] genuine(KafkaThief thief, EventId event) {
        List<byte[]> found = new ArrayList<>();
        thief.readAll(
                Topic.RECEIVED,
                record -> {
                    if (id.key().equals(record.key()) && is(record, event)) {
                        found.add(record.value());
                    }
                });
        return found.stream().max((a, b) -> Integer.compare(a.length, b.length)).orElseThrow();
    }

    private ConsumerRecord<String, byte[]> anyOf(KafkaThief thief) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        thief.readAll(
                Topic.ACCEPTED,
                record -> {
                    if (id.key().equals(record.key())) {
                        found.add(record);
                    }
                });
        return found.getFirst();
    }

    private static byte[] anySealed(KafkaThief thief) throws Exception {
        List<byte[]> found = new ArrayList<>();
        thief.readAll(
                Topic.ACCEPTED,
                record -> {
                    if (!KafkaThief.isPlanted(record)) {
                        found.add(record.value());
                    }
                });
        return SubmissionCodec.decode(found.getLast()).sealedEvent();
    }

    private static long acceptedOf(KafkaThief thief, EventId event) {
        List<Boolean> accepted = new ArrayList<>();
        thief.readAll(Topic.ACCEPTED, record -> accepted.add(is(record, event)));
        return accepted.stream().filter(one -> one).count();
    }

    private static boolean is(ConsumerRecord<String, byte[]> record, EventId event) {
        try {
            return SubmissionCodec.decode(record.value()).eventId().equals(event);
        } catch (io.sealstream.protocol.MalformedRecordException e) {
            return false;
        }
    }
}
