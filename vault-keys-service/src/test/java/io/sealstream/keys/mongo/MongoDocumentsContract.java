package io.sealstream.keys.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.keys.DocumentsContract;
import io.sealstream.keys.UnavailableException;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import java.io.IOException;
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
