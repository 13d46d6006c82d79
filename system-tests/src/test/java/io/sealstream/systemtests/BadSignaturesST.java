package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.traffic.RawDevice;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One who has a device's certificate and the key of its connections, but signs with another. */
@ExtendWith(StackExtension.class)
class BadSignaturesST {
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(UTF_8);
    private static final int REQUESTS = 500;

    private final DeviceId stolen = new DeviceId("acme", "stolen-" + UUID.randomUUID());
    private final DeviceId honest = new DeviceId("acme", "honest-" + UUID.randomUUID());

    @Test
    void aStolenCertificateWithAWrongKeyFillsNeitherTheBrokersDiskNorTheFindings(Stack stack)
            throws Exception {
        // Given
        KafkaThief thief = new KafkaThief(stack);
        RawDevice device = new RawDevice(stack, stolen);
        List<X509Certificate> chain = device.enrol(token(stack, stolen));
        EventSigner wrong = wrongSigner(chain);
        int taken = 0;
        int slowed = 0;

        // When: for some seconds.
        try (Http own = device.endpoint(chain)) {
            String epoch = epoch(own);
            for (int i = 0; i < REQUESTS; i++) {
                var answer =
                        device.send(
                                own, wrong, EventId.random(), epoch + "." + i, CONTENT, CONTENT);
                if (answer.statusCode() == 202) {
                    taken++;
                } else {
                    assertThat(answer.statusCode())
                            .as(new String(answer.body(), UTF_8))
                            .isEqualTo(429);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    slowed++;
                }
                Thread.sleep(20);
            }
        }

        // Then: 20 at once, a few later, and what was under way until the guard had spoken.
        assertThat(taken).isBetween(20, 150);
        assertThat(slowed).isEqualTo(REQUESTS - taken);
        assertThat(recordsOf(thief, Topic.RECEIVED)).isEqualTo(taken);
        assertThat(recordsOf(thief, Topic.FINDING)).isBetween(1, 3);
        sendHonestly(stack);
    }

    private void sendHonestly(Stack stack) throws Exception {
        RawDevice device = new RawDevice(stack, honest);
        List<X509Certificate> chain = device.enrol(token(stack, honest));
        try (Http own = device.endpoint(chain)) {
            var answer =
                    device.send(
                            own,
                            chain,
                            EventId.random(),
                            epoch(own) + ".0",
                            CONTENT,
                            CONTENT,
                            "Prefer",
                            "wait=12");
            assertThat(answer.statusCode()).isEqualTo(201);
        }
    }

    private static EventSigner wrongSigner(List<X509Certificate> chain) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return RawDevice.signer(chain, generator.generateKeyPair().getPrivate());
    }

    private int recordsOf(KafkaThief thief, Topic topic) {
        AtomicInteger found = new AtomicInteger();
        thief.readAll(
                topic,
                record -> {
                    if (stolen.key().equals(record.key())) {
                        found.incrementAndGet();
                    }
                });
        return found.get();
    }

    private static String token(Stack stack, DeviceId id) throws Exception {
        return stack.operatorClient().register(id).token().text();
    }

    private static String epoch(Http own) throws Exception {
        return new ObjectMapper().readTree(own.get("/v1/epoch").body()).path("epoch").asText();
    }
}
