package io.sealstream.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.EventStoreContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The MongoDB room on an in-process server that speaks MongoDB's protocol (a stand-in). */
class MongoStoresContractTest extends EventStoreContract {
    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final Documents documents = new Documents(client);
    private final EventStore store = new MongoEventStore(documents);

    @AfterEach
    void stop() {
        documents.close();
        server.shutdownNow();
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
