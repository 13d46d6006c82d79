package io.sealstream.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.EventStoreContract;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The MongoDB room on a server that speaks MongoDB's protocol. A subclass says where one is. */
abstract class MongoStoresContract extends EventStoreContract {
    private DocumentConnection documents;
    private EventStore store;

    /** A connection to a database that is empty. */
    protected abstract DocumentConnection emptyDatabase() throws IOException;

    @BeforeEach
    void connect() throws IOException {
        documents = emptyDatabase();
        store = new MongoEventStore(documents);
    }

    @AfterEach
    void disconnect() {
        documents.close();
    }

    @Override
    protected EventStore store() {
        return store;
    }

    @Test
    void announcementsComeBackAndUnknownOnesAreLeftOut() {
        // Given
        MongoDataKeyStore keys = new MongoDataKeyStore(documents);
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            DataKeyAnnouncement written = announcement(device);
            keys.save(List.of(written));

            // When
            keys.save(List.of(written));
            var found = keys.find(List.of(written.dataKeyId(), DataKeyId.random()));

            // Then
            assertThat(found).containsExactly(written);
        }
    }

    private static DataKeyAnnouncement announcement(TestDevice device) {
        DataKeyAnnouncement a = device.dataKey().announcement();
        return new DataKeyAnnouncement(
                a.dataKeyId(),
                a.tenant(),
                a.device(),
                a.envelopeKeyId(),
                a.suite(),
                a.enc(),
                Instant.ofEpochMilli(a.created().toEpochMilli()));
    }

    @Test
    void everyCertificateOfADeviceIsKept() {
        // Given
        MongoDeviceCertificates certificates = new MongoDeviceCertificates(documents);
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            Instant first = Instant.parse("2026-01-01T00:00:00Z");
            Instant second = first.plusSeconds(3600);

            // When
            certificates.save(List.of(certificate(device, first)));
            certificates.save(List.of(certificate(device, second), certificate(device, second)));

            // Then
            assertThat(certificates.find(device.id()))
                    .extracting(DeviceCertificate::notAfter)
                    .containsExactlyInAnyOrder(first, second);
        }
    }

    private static DeviceCertificate certificate(TestDevice device, Instant notAfter) {
        return new DeviceCertificate(
                device.id(),
                device.key().keyId(),
                device.key().subjectPublicKeyInfo(),
                new byte[] {1},
                notAfter.minusSeconds(86_400),
                notAfter);
    }
}
