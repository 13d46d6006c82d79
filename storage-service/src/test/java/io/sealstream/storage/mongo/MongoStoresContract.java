package io.sealstream.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.EventStoreContract;
import io.sealstream.storage.StoreUnavailableException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The MongoDB stores on a server that speaks MongoDB's protocol. A subclass says where one is. */
abstract class MongoStoresContract extends EventStoreContract {
    private DocumentConnection connection;
    private Documents documents;
    private EventStore store;

    /** A connection to a database that is empty. */
    protected abstract DocumentConnection emptyDatabase() throws IOException;

    @BeforeEach
    void connect() throws IOException {
        connection = emptyDatabase();
        documents = new Documents(connection, StoreUnavailableException::new);
        MongoEventStore events = new MongoEventStore(documents);
        events.ensureIndexes();
        store = events;
    }

    @AfterEach
    void disconnect() {
        connection.close();
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
            DataKeyAnnouncement written = device.dataKey().announcement();
            keys.save(List.of(written));

            // When
            var repeated = keys.save(List.of(written));
            var found = keys.find(List.of(written.dataKeyId(), DataKeyId.random()));

            // Then
            assertThat(repeated).isEmpty();
            assertThat(found).containsExactly(written);
        }
    }

    @Test
    void firstAnnouncementOfADataKeyIsTheOneThatCounts() {
        // Given
        MongoDataKeyStore keys = new MongoDataKeyStore(documents);
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            DataKeyAnnouncement first = device.dataKey().announcement();
            DataKeyAnnouncement second =
                    new DataKeyAnnouncement(
                            first.dataKeyId(),
                            first.tenant(),
                            first.device(),
                            first.envelopeKeyId(),
                            first.suite(),
                            new byte[] {1},
                            first.created());
            keys.save(List.of(first));

            // When
            var conflicting = keys.save(List.of(second));

            // Then
            assertThat(conflicting).containsExactly(second);
            assertThat(keys.find(List.of(first.dataKeyId()))).containsExactly(first);
        }
    }

    @Test
    void everyCertificateOfADeviceIsKept() {
        // Given
        MongoDeviceCertificates certificates = new MongoDeviceCertificates(documents);
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            DeviceCertificate first = certificate(device, 1);
            DeviceCertificate second = certificate(device, 2);

            // When
            certificates.save(List.of(first));
            certificates.save(List.of(second, first, second));

            // Then
            assertThat(certificates.find(device.id()))
                    .extracting(known -> known.certificate()[0])
                    .containsExactlyInAnyOrder((byte) 1, (byte) 2);
        }
    }

    private static DeviceCertificate certificate(TestDevice device, int content) {
        return new DeviceCertificate(
                device.id(), device.key().keyId(), new byte[] {(byte) content});
    }
}
