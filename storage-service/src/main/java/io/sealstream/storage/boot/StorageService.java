package io.sealstream.storage.boot;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.http.ServiceClient;
import io.sealstream.servicekit.kafka.KafkaConnection;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.Evidence;
import io.sealstream.storage.OpenKeys;
import io.sealstream.storage.Reading;
import io.sealstream.storage.Writing;
import io.sealstream.storage.kafka.NoticeLog;
import io.sealstream.storage.kafka.StorageConsumers;
import io.sealstream.storage.mongo.MongoDataKeyStore;
import io.sealstream.storage.mongo.MongoDeviceCertificates;
import io.sealstream.storage.mongo.MongoEventStore;
import io.sealstream.storage.peers.VaultKeysUnwrapper;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Builds the service from its rooms. */
@Startup
@Singleton
public class StorageService {
    private static final String DATABASE = "storage";

    private final DocumentConnection documents;
    private final NoticeLog log;
    private final StorageConsumers consumers;
    private final MongoEventStore events;
    private final Reading reading;

    public StorageService(TlsIdentity identity, KafkaConnection kafka, StorageConfig config) {
        InstantSource clock = InstantSource.system();
        documents = DocumentConnection.open(config.documents(), identity, DATABASE);
        events = new MongoEventStore(documents);
        MongoDataKeyStore dataKeys = new MongoDataKeyStore(documents);
        MongoDeviceCertificates certificates = new MongoDeviceCertificates(documents);
        log = new NoticeLog(kafka.settings());
        ServiceClient vaultKeys =
                new ServiceClient(identity, ServiceName.VAULT_KEYS, config.vaultKeys().url());
        reading =
                new Reading(
                        events,
                        new OpenKeys(dataKeys, new VaultKeysUnwrapper(vaultKeys)),
                        new Evidence(certificates),
                        log,
                        clock);
        consumers =
                new StorageConsumers(
                        kafka.settings(),
                        new Writing(events, log, clock),
                        log,
                        dataKeys,
                        certificates);
    }

    @Produces
    @Singleton
    Reading reading() {
        return reading;
    }

    @Produces
    @Singleton
    EventStore events() {
        return events;
    }

    /** Whether events are being written and can be read. */
    boolean ready() {
        return documents.answers() && consumers.running();
    }

    void close(@Observes ShutdownEvent event) {
        consumers.close();
        log.close();
        documents.close();
    }
}
