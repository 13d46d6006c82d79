package io.sealstream.keys.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.keys.DocumentsContract;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.epoch.EpochKeyLog;
import io.sealstream.keys.epoch.EpochKeyLog.WrappedEpochKey;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on a server that speaks MongoDB's protocol. A subclass says where one is. */
abstract class MongoDocumentsContract extends DocumentsContract {
    private final List<DocumentConnection> opened = new ArrayList<>();

    /** A connection to a database that is empty. */
    protected abstract DocumentConnection emptyDatabase() throws IOException;

    @Override
    protected Ports open() throws IOException {
        DocumentConnection connection = emptyDatabase();
        opened.add(connection);
        Documents documents = new Documents(connection, UnavailableException::new);
        MongoDeviceInventory devices = new MongoDeviceInventory(documents);
        MongoEnvelopeSeeds seeds = new MongoEnvelopeSeeds(documents);
        devices.ensureIndexes();
        seeds.ensureIndexes();
        return new Ports(
                devices,
                devices,
                new MongoRelayLease(documents),
                new MongoEnrolmentTokens(documents),
                seeds,
                new MongoEpochKeyLog(documents));
    }

    @AfterEach
    void close() {
        opened.forEach(DocumentConnection::close);
    }

    @Test
    void damagedEpochKeyIsNamedAndTheOthersAreThere() {
        // Given
        Documents documents = new Documents(opened.getFirst(), UnavailableException::new);
        MongoEpochKeyLog log = new MongoEpochKeyLog(documents);
        Instant notAfter = Instant.parse("2026-11-21T00:00:00Z");
        log.add(new WrappedEpochKey(7, "vault:v1:7", notAfter));
        log.add(new WrappedEpochKey(10, "vault:v1:10", notAfter));
        for (Document damaged :
                List.of(
                        new Document("_id", 8L).append("wrapped", 8),
                        new Document("_id", 9L).append("wrapped", "vault:v1:9"))) {
            var _ = documents.with("epochKeys", keys -> keys.insertOne(damaged));
        }
        // When
        EpochKeyLog.Generations found = log.since(7);
        // Then
        assertThat(found.keys()).extracting(WrappedEpochKey::generation).containsExactly(7L, 10L);
        assertThat(found.damaged()).containsExactly(8L, 9L);
    }

    @Test
    void indexesCanBeEnsuredAgain() {
        // Given
        Documents documents = new Documents(opened.getFirst(), UnavailableException::new);
        // When
        new MongoDeviceInventory(documents).ensureIndexes();
        // Then
        List<String> names = new ArrayList<>();
        documents.<List<String>>with(
                "devices",
                devices ->
                        devices.listIndexes()
                                .map((Document index) -> index.getString("name"))
                                .into(names));
        assertThat(names).contains("pending_1_status_1", "tenant_1_device_1");
    }
}
