package io.sealstream.storage.kafka;

import io.micrometer.core.instrument.Metrics;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.cbor.MalformedCborException;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import io.sealstream.storage.Writing;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The three things storage listens to. Group ids start with the service's label, as the broker
 * demands.
 */
public final class StorageConsumers implements AutoCloseable {
    private final Writing writing;
    private final NoticeLog log;
    private final DataKeyStore dataKeys;
    private final DeviceCertificates certificates;
    private final List<BatchConsumer> consumers;

    public StorageConsumers(
            Map<String, Object> connection,
            Writing writing,
            NoticeLog log,
            DataKeyStore dataKeys,
            DeviceCertificates certificates) {
        this.writing = writing;
        this.log = log;
        this.dataKeys = dataKeys;
        this.certificates = certificates;
        this.consumers =
                List.of(
                        new BatchConsumer(
                                connection,
                                Topic.DATA_KEY.topicName(),
                                "storage-data-keys",
                                BatchConsumer.Pace.AT_ONCE,
                                this::announced),
                        new BatchConsumer(
                                connection,
                                Topic.DEVICE_STATE.topicName(),
                                "storage-devices",
                                BatchConsumer.Pace.AT_ONCE,
                                this::changed),
                        new BatchConsumer(
                                connection,
                                Topic.ACCEPTED.topicName(),
                                "storage-events",
                                BatchConsumer.Pace.COLLECTING,
                                this::accepted));
    }

    private void accepted(List<ConsumerRecord<String, byte[]>> batch) {
        List<Submission> submissions = new ArrayList<>(batch.size());
        for (var record : batch) {
            try {
                submissions.add(SubmissionCodec.decode(record.value()));
            } catch (MalformedCborException | InvalidIdentifierException e) {
                malformed(record);
            }
        }
        if (!submissions.isEmpty()) {
            List<StoredNotice> notices = writing.write(submissions);
            notices.forEach(notice -> count(notice.outcome()));
            log.append(notices);
        }
    }

    private static void count(StoredNotice.Outcome outcome) {
        String label = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Metrics.counter("sealstream.storage.events", "outcome", label).increment();
    }

    private void announced(List<ConsumerRecord<String, byte[]>> batch) {
        List<DataKeyAnnouncement> announcements = new ArrayList<>(batch.size());
        for (var record : batch) {
            try {
                announcements.add(Json.read(record.value(), DataKeyAnnouncement.class));
            } catch (MalformedRecordException e) {
                malformed(record);
            }
        }
        if (!announcements.isEmpty()) {
            dataKeys.save(announcements);
        }
    }

    private void changed(List<ConsumerRecord<String, byte[]>> batch) {
        List<DeviceCertificate> known = new ArrayList<>();
        for (var record : batch) {
            try {
                if (record.value() != null) {
                    known.addAll(certificatesOf(Json.read(record.value(), DeviceState.class)));
                }
            } catch (MalformedRecordException | CertificateException e) {
                malformed(record);
            }
        }
        certificates.save(known);
    }

    private static List<DeviceCertificate> certificatesOf(DeviceState state)
            throws CertificateException {
        List<DeviceCertificate> known = new ArrayList<>();
        for (DeviceState.IdentityKey key : state.keys()) {
            X509Certificate certificate = Pem.readCertificates(key.certificate()).getFirst();
            known.add(
                    new DeviceCertificate(
                            state.id(),
                            key.keyId(),
                            key.publicKey(),
                            key.certificate(),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()));
        }
        return known;
    }

    private void malformed(ConsumerRecord<String, byte[]> record) {
        log.report(
                new SecurityFinding(
                        "storage",
                        "malformed-record",
                        String.valueOf(record.key()),
                        record.topic()
                                + "-"
                                + record.partition()
                                + " at offset "
                                + record.offset()
                                + " cannot be read",
                        Instant.now()));
    }

    /** Whether all of them take part in their groups. */
    public boolean running() {
        return consumers.stream().allMatch(BatchConsumer::running);
    }

    @Override
    public void close() {
        consumers.forEach(BatchConsumer::close);
    }
}
