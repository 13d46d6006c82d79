package io.sealstream.devstack.demo;

import io.sealstream.device.Answer;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SignedEvent;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What an attacker tries against a device's events. */
final class Attacks {
    private static final int COPIES = 10;
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final DeviceClient device;
    private final DeviceId id;
    private final RawDocuments database;
    private final BrokerWriter broker;

    Attacks(DeviceClient device, DeviceId id, RawDocuments database, BrokerWriter broker) {
        this.device = device;
        this.id = id;
        this.database = database;
        this.broker = broker;
    }

    /** A captured request, sent again and again. */
    Check replay() {
        SignedEvent captured = device.prepare(event("captured"));
        Answer first = device.transmit(captured);
        long before = database.count(id);
        Answer last = first;
        for (int i = 0; i < COPIES; i++) {
            last = device.transmit(captured);
        }
        settle();
        long after = database.count(id);
        return new Check(
                "a replayed request has no effect",
                "a captured request sent again " + COPIES + " times",
                "%d, then %d with the same receipt; %d stored before, %d after"
                        .formatted(first.status(), last.status(), before, after),
                first.status() == 201
                        && last.status() == 200
                        && first.receipt().equals(last.receipt())
                        && before == after);
    }

    /** One byte of the content changed. */
    Check changedContent() {
        SignedEvent genuine = device.prepare(event("genuine"));
        byte[] changed = genuine.body().clone();
        changed[changed.length / 2] ^= 1;
        Answer answer = device.transmit(genuine.withBody(changed));
        return refusal(
                "an altered request is refused", "one byte of the content changed", answer, 400);
    }

    /** One byte changed and the digest made to fit. */
    Check changedContentAndDigest() {
        SignedEvent genuine = device.prepare(event("genuine"));
        byte[] changed = genuine.body().clone();
        changed[changed.length / 2] ^= 1;
        String digest = ContentDigest.of(ContentDigest.Algorithm.SHA_256, changed).toString();
        Answer answer = device.transmit(genuine.withBody(changed).with("Content-Digest", digest));
        return refusal(
                "a forged request is refused",
                "one byte changed, and the digest made to fit",
                answer,
                403);
    }

    /** A record copied straight into the topic that the guard reads. */
    Check copiedRecord() {
        var record = broker.capture(id.key());
        long before = database.count(id);
        broker.copy(record, COPIES);
        settle();
        long after = database.count(id);
        return new Check(
                "a copied record has no effect",
                "a record copied " + COPIES + " times into " + record.topic(),
                before + " stored before, " + after + " after",
                before == after);
    }

    /** A revoked device on a connection that it has open. */
    Check revoked(OperatorClient operator) {
        Answer open = device.transmit(device.prepare(event("before the revocation")));
        SignedEvent[] prepared = new SignedEvent[400];
        for (int i = 0; i < prepared.length; i++) {
            prepared[i] = device.prepare(event("after the revocation"));
        }
        long before = database.count(id);
        operator.revoke(id);
        long revokedAt = System.nanoTime();
        int passed = 0;
        String refused = "never refused";
        long refusedAfter = Long.MAX_VALUE;
        for (SignedEvent event : prepared) {
            int status = statusOf(event.with("Prefer", "wait=0"));
            if (status / 100 != 2) {
                refusedAfter = System.nanoTime() - revokedAt;
                refused = status == 0 ? "connection cut" : String.valueOf(status);
                break;
            }
            passed++;
        }
        settle();
        long late = database.count(id) - before;
        return new Check(
                "a revoked device is refused within a second, on open connections too",
                "an event on the open connection, right after the revocation",
                "%d before; %s after %d ms (%d taken meanwhile, %d of them stored)"
                        .formatted(
                                open.status(),
                                refused,
                                TimeUnit.NANOSECONDS.toMillis(refusedAfter),
                                passed,
                                late),
                open.status() == 201
                        && refused.equals("403")
                        && refusedAfter < TimeUnit.SECONDS.toNanos(1));
    }

    private int statusOf(SignedEvent event) {
        try {
            return device.transmit(event).status();
        } catch (DeviceException e) {
            return 0;
        }
    }

    private static Check refusal(String promise, String tried, Answer answer, int expected) {
        return new Check(
                promise,
                tried,
                answer.status() + " " + answer.problem().map(Problem::label).orElse(""),
                answer.status() == expected);
    }

    private static OutgoingEvent event(String what) {
        byte[] content = ("{\"what\":\"" + what + "\"}").getBytes(StandardCharsets.UTF_8);
        return OutgoingEvent.of("attacks", "application/json", content);
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
