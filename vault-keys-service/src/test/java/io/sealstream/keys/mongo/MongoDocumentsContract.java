package io.sealstream.keys.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import io.sealstream.keys.DocumentsContract;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on a server that speaks MongoDB's protocol. A subclass says where one is. */
abstract class MongoDocumentsContract extends DocumentsContract {
    private final List<Documents> opened = new ArrayList<>();

    /** How to reach a server whose database is empty. */
    protected abstract MongoClientSettings emptyServer();

    @Override
    protected Ports open() {
        Documents documents = Documents.open(emptyServer());
        opened.add(documents);
        documents.ensureIndexes();
        MongoDeviceInventory devices = new MongoDeviceInventory(documents);
        return new Ports(
                devices,
                devices,
                new MongoEnrolmentTokens(documents),
                new MongoEnvelopeSeeds(documents),
                new MongoEpochKeyLog(documents));
    }

    @AfterEach
    void close() {
        opened.forEach(Documents::close);
    }

    @Test
    void indexesCanBeEnsuredAgain() {
        // Given
        Documents documents = opened.getFirst();
        // When
        documents.ensureIndexes();
        // Then
        List<String> names = new ArrayList<>();
        documents.<List<String>>with(
                MongoDeviceInventory.COLLECTION,
                devices ->
                        devices.listIndexes()
                                .map((Document index) -> index.getString("name"))
                                .into(names));
        assertThat(names).contains("pending_1", "tenant_1_device_1");
    }
}
