package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Updates;
import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.storage.DamagedEventException;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.EventStoreContract;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.StoreUnavailableException;
import io.sealstream.storage.StoredEvent;
import io.sealstream.storage.StoredPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
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

    @Override
    protected EventStore anotherWriter() {
        return new MongoEventStore(documents);
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
    void everyCertificateOfAKeyIsKeptAndOtherKeysAreLeftOut() {
        // Given
        MongoDeviceCertificates certificates = new MongoDeviceCertificates(documents);
        try (TestDevice device = new TestDevice("acme", "sensor-1");
                TestDevice rekeyed = new TestDevice("acme", "sensor-1")) {
            DeviceCertificate first = certificate(device, 1);
            DeviceCertificate second = certificate(device, 2);

            // When
            certificates.save(List.of(first));
            certificates.save(List.of(second, first, second, certificate(rekeyed, 3)));

            // Then
            assertThat(certificates.find(device.id(), Set.of(device.key().keyId())))
                    .extracting(known -> known.certificate()[0])
                    .containsExactlyInAnyOrder((byte) 1, (byte) 2);
        }
    }

    @Test
    void aDamagedDocumentIsToldAndThoseAroundItAreThere() {
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            List<Submission> written =
                    List.of(submission(device), submission(device), submission(device));
            String damaged = written.get(1).facts().address();
            EventQuery query =
                    new EventQuery(device.id(), new StreamName("room-1"), null, null, 0, 10);
            for (Bson damage :
                    List.of(
                            Updates.unset("evidence"),
                            Updates.set("sealed", "text"),
                            Updates.set("contentDigest", "none"),
                            Updates.set("size", List.of()),
                            Updates.set("eventId", 1))) {
                store.insert(written, Instant.EPOCH);
                documents.with("events", events -> events.updateOne(eq("_id", damaged), damage));

                // When
                StoredPage page =
                        store.list(query, new ReadBudget(1 << 23, 1 << 20).page(Duration.ZERO));

                // Then
                assertThat(page.events())
                        .extracting(StoredEvent::submission)
                        .containsExactly(written.get(0), written.get(2));
                assertThat(page.places().get(1))
                        .isInstanceOfSatisfying(
                                StoredPage.Damaged.class,
                                place ->
                                        assertThat(place.eventId())
                                                .contains(written.get(1).eventId()));
                assertThatThrownBy(() -> store.find(device.id(), written.get(1).eventId()))
                        .isInstanceOf(DamagedEventException.class);
                documents.with("events", events -> events.deleteMany(new Document()));
            }
        }
    }

    private static Submission submission(TestDevice device) {
        return device.submission(
                new StreamName("room-1"),
                EventId.random(),
                new byte[] {1},
                "A".repeat(40) + ".0",
                Instant.EPOCH);
    }

    private static DeviceCertificate certificate(TestDevice device, int content) {
        return new DeviceCertificate(
                device.id(), device.key().keyId(), new byte[] {(byte) content});
    }
}
