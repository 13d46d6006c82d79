package io.sealstream.servicekit.records;

import io.quarkus.runtime.ShutdownEvent;
import io.sealstream.protocol.DeadLetter;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.servicekit.kafka.EventAttributes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes what an operator must see: findings, and records that were passed over. */
@ApplicationScoped
public class FindingLog implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(FindingLog.class);
    private static final int WAITING = 4096;
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    private final Emitter<ProducerRecord<String, byte[]>> findings;
    private final Emitter<ProducerRecord<String, byte[]>> letters;
    private final ServiceName self;
    private final InstantSource clock = InstantSource.system();
    private final RepeatedFindings repeated = new RepeatedFindings();
    private final Thread collected =
            Thread.ofVirtual().name("repeated-findings").unstarted(this::reportCollected);

    public FindingLog(
            TlsIdentity identity,
            @Channel("findings")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING)
                    Emitter<ProducerRecord<String, byte[]>> findings,
            @Channel("dead-letters")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING)
                    Emitter<ProducerRecord<String, byte[]>> letters)
            throws CertificateException {
        this.findings = findings;
        this.letters = letters;
        this.self = ServiceName.class.cast(identity.id().principal());
        collected.start();
    }

    /**
     * Reports a finding, or counts it if it repeats another. Does not wait for the broker, and does
     * not fail.
     */
    public void report(SecurityFinding finding) {
        var _ = report(finding, UUID.randomUUID().toString());
    }

    private CompletionStage<Void> report(SecurityFinding finding, String id) {
        return repeated.admit(finding, clock.instant())
                .map(first -> write(first, id))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> write(SecurityFinding finding, String id) {
        LOG.warnf(
                "security finding %s about %s, %d times: %s",
                finding.kind(), finding.subject(), finding.count(), finding.detail());
        return send(findings, Topic.FINDING, finding.subject(), Json.write(finding), id);
    }

    private void reportCollected() {
        try {
            while (true) {
                Thread.sleep(LOOKS_EVERY);
                write(repeated.due(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The process ends.
        }
    }

    private void write(List<SecurityFinding> all) {
        all.forEach(finding -> write(finding, UUID.randomUUID().toString()));
    }

    /** Reports what was counted, while the broker can still be reached. */
    void close(@Observes ShutdownEvent event) {
        collected.interrupt();
        write(repeated.rest());
    }

    @Override
    public CompletionStage<Void> passOver(
            Place place, byte @Nullable [] value, UnusableRecordException why) {
        DeadLetter letter =
                new DeadLetter(
                        self.label(),
                        place.topic().topicName(),
                        place.partition(),
                        place.offset(),
                        place.appendedAt(),
                        why.kind().label(),
                        String.valueOf(why.getMessage()),
                        value == null ? -1 : value.length,
                        clock.instant());
        LOG.warnf("%s %s: %s", letter.reason(), letter.place(), letter.detail());
        CompletionStage<Void> kept =
                send(
                        letters,
                        Topic.DEAD_LETTER,
                        letter.topic(),
                        Json.write(letter),
                        letter.place());
        return CompletableFuture.allOf(
                kept.toCompletableFuture(),
                report(letter.finding(), letter.place()).toCompletableFuture());
    }

    private CompletionStage<Void> send(
            Emitter<ProducerRecord<String, byte[]>> to,
            Topic topic,
            String key,
            byte[] value,
            String id) {
        try {
            return to.send(
                    new ProducerRecord<>(
                            topic.topicName(),
                            null,
                            key,
                            value,
                            EventAttributes.of(topic, self).with(id)));
        } catch (IllegalStateException e) {
            LOG.errorf(e, "a record for %s was dropped: the broker does not take it", topic);
            return CompletableFuture.failedFuture(e);
        }
    }
}
