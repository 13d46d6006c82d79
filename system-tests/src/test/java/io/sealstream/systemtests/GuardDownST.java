package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.systemtests.faults.Stopped;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.RawDevice;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What was acknowledged keeps its effect, whatever becomes of the device or its key before the
 * guard, which is down, judges it.
 */
@ExtendWith(StackExtension.class)
class GuardDownST {
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(UTF_8);

    private final DeviceId id = new DeviceId("acme", "ends-" + UUID.randomUUID());
    private Stack stack;
    private RawDevice device;
    private List<X509Certificate> chain;

    /** What happens to the device while the guard is down. */
    private interface Change {
        void make(OperatorClient operator) throws Exception;
    }

    @BeforeEach
    void enrol(Stack running) throws Exception {
        stack = running;
        device = new RawDevice(stack, id);
        try (OperatorClient operator = stack.operatorClient()) {
            chain = device.enrol(operator.register(id).token().text());
        }
    }

    @Test
    void revocation() throws Exception {
        keepsWhatCameBefore(operator -> operator.revoke(id));
    }

    @Test
    void reEnrolmentWithAnotherKey() throws Exception {
        keepsWhatCameBefore(
                operator -> new RawDevice(stack, id).enrol(operator.newToken(id).token().text()));
    }

    @Test
    void changeOfTheKey() throws Exception {
        keepsWhatCameBefore(operator -> {
            RawDevice next = new RawDevice(stack, id);
            List<X509Certificate> renewed = renew(device, chain, next);
            awaitKnown(next, renewed);
            renew(next, renewed, next);
        });
    }

    private void keepsWhatCameBefore(Change change) throws Exception {
        EventId event = EventId.random();
        try (OperatorClient operator = stack.operatorClient();
                StolenDatabase database = new StolenDatabase(stack)) {
            ProcessHandle guard = stack.awaitProcess(ServiceName.REPLAY_GUARD);
            String nonce = awaitKnown(device, chain) + ".0";
            // When
            try (Stopped _ = new Stopped(guard);
                    Http own = device.endpoint(chain)) {
                assertThat(device.send(own, chain, event, nonce, CONTENT, CONTENT).statusCode())
                        .isEqualTo(202);
                change.make(operator);
                awaitRefused(own);
            }
            // Then
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (database.events(id).isEmpty()) {
                assertThat(System.nanoTime()).as("stored in time").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(database.events(id).getFirst().address()).endsWith(event.toString());
        }
    }

    private List<X509Certificate> renew(RawDevice by, List<X509Certificate> current, RawDevice next)
            throws Exception {
        SignatureHeaders signature = by.renewal(current, next.der());
        try (Http endpoint = by.endpoint(current)) {
            HttpResponse<byte[]> answer =
                    endpoint.send(
                            "POST",
                            EnrolmentPurpose.RENEWAL.path(),
                            next.csr(),
                            "Content-Type",
                            "application/pkcs10",
                            "Content-Digest",
                            EnrolmentSignature.contentDigest(next.der()),
                            "Signature-Input",
                            signature.signatureInput(),
                            "Signature",
                            signature.signature());
            assertThat(answer.statusCode()).isEqualTo(200);
            return RawDevice.certificates(answer);
        }
    }

    /** Waits until ingest knows the key; an epoch. */
    private static String awaitKnown(RawDevice device, List<X509Certificate> chain)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Http endpoint = device.endpoint(chain)) {
                HttpResponse<byte[]> answer = endpoint.get("/v1/epoch");
                if (answer.statusCode() == 200) {
                    return new ObjectMapper().readTree(answer.body()).path("epoch").asText();
                }
            }
            assertThat(System.nanoTime()).as("known in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ingest refuses at once what the change took away. */
    private static void awaitRefused(Http endpoint) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (endpoint.get("/v1/epoch").statusCode() != 403) {
            assertThat(System.nanoTime()).as("refused in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
