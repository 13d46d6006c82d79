package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.fixture.GoldenRecord;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.traffic.RawDevice;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One who writes copies of a device's record to the broker does not have its event refused. */
@ExtendWith(StackExtension.class)
class ForgedCopyST {
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(UTF_8);

    private final DeviceId id = new DeviceId("acme", "copied-" + UUID.randomUUID());

    @Test
    void whatAForgedCopyMeetsIsNoAnswerToTheDevice(Stack stack) throws Exception {
        RawDevice device = new RawDevice(stack, id);
        List<X509Certificate> chain =
                device.enrol(stack.operatorClient().register(id).token().text());
        try (Http own = device.endpoint(chain);
                KafkaProducer<String, byte[]> asIngest =
                        new KafkaThief(stack).writer(ServiceName.INGEST)) {
            // Given: copies before and behind the record, which the guard all meets in one go.
            String nonce = json(own.get("/v1/epoch")).path("epoch").asText() + ".1";
            EventId event = EventId.random();
            byte[] otherContent = forged(device.signature(chain, event, nonce, new byte[] {1}));
            byte[] broken = broken(device.signature(chain, event, nonce, CONTENT));
            ProcessHandle guard = stack.awaitProcess(ServiceName.REPLAY_GUARD);
            CompletableFuture<HttpResponse<byte[]>> answer;
            signal(guard, "STOP");
            try {
                write(asIngest, broken);
                answer =
                        CompletableFuture.supplyAsync(() -> send(device, own, chain, event, nonce));
                Thread.sleep(2000);
                write(asIngest, broken);
                write(asIngest, otherContent);
            } finally {
                // When
                signal(guard, "CONT");
            }

            // Then
            assertThat(answer.join().statusCode()).isEqualTo(201);
            String location = answer.join().headers().firstValue("Location").orElseThrow();
            for (String path : List.of(location, "/v1/receipts/" + event)) {
                assertThat(json(own.get(path)).path("state").asText()).isEqualTo("stored");
            }
        }
    }

    @Test
    void otherContentUnderAnOldIdIsAConflictForTheDevice(Stack stack) throws Exception {
        RawDevice device = new RawDevice(stack, id);
        List<X509Certificate> chain =
                device.enrol(stack.operatorClient().register(id).token().text());
        try (Http own = device.endpoint(chain)) {
            // Given
            String epoch = json(own.get("/v1/epoch")).path("epoch").asText();
            EventId event = EventId.random();
            assertThat(send(device, own, chain, event, epoch + ".1").statusCode()).isEqualTo(201);

            // When
            byte[] other = "{\"t\":99}".getBytes(UTF_8);
            var taken = device.send(own, chain, event, epoch + ".2", other, other);
            var waited =
                    device.send(own, chain, event, epoch + ".3", other, other, "Prefer", "wait=12");

            // Then
            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(waited.statusCode()).isEqualTo(409);
            String location = taken.headers().firstValue("Location").orElseThrow();
            JsonNode receipt = json(own.get(location));
            assertThat(receipt.path("state").asText()).isEqualTo("rejected");
            assertThat(receipt.path("reason").asText()).isEqualTo("event-conflict");
        }
    }

    private static HttpResponse<byte[]> send(
            RawDevice device, Http own, List<X509Certificate> chain, EventId event, String nonce) {
        try {
            return device.send(own, chain, event, nonce, CONTENT, CONTENT, "Prefer", "wait=12");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static byte[] forged(EventSignature signature) {
        return forged(signature, signature.evidence());
    }

    /** The same facts with a signature that does not verify. */
    private static byte[] broken(EventSignature signature) {
        SignatureEvidence e = signature.evidence();
        byte[] wrong = e.signature().clone();
        wrong[40] ^= 1;
        return forged(
                signature,
                new SignatureEvidence(
                        e.authority(),
                        e.query(),
                        e.components(),
                        e.fields(),
                        e.parameters(),
                        wrong));
    }

    private static byte[] forged(EventSignature signature, SignatureEvidence evidence) {
        byte[] sealed = sealed();
        return SubmissionCodec.encode(
                new Submission(signature.facts(), Instant.now(), CONTENT.length, sealed, evidence));
    }

    /** Any sealed event. */
    private static byte[] sealed() {
        try {
            return SubmissionCodec.decode(GoldenRecord.of(Topic.RECEIVED).value()).sealedEvent();
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private void write(KafkaProducer<String, byte[]> writer, byte[] value) throws Exception {
        writer.send(new ProducerRecord<>(Topic.RECEIVED.topicName(), id.key(), value))
                .get(30, TimeUnit.SECONDS);
    }

    private static void signal(ProcessHandle process, String name) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        assertThat(exit).isZero();
    }
}
