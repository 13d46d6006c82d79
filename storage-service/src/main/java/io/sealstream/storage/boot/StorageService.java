package io.sealstream.storage.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.proof.CertifiedKeys;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.servicekit.IdentityConfig;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.IndexBuild;
import io.sealstream.servicekit.http.ServiceClient;
import io.sealstream.servicekit.kafka.KafkaConnection;
import io.sealstream.servicekit.records.FindingLog;
import io.sealstream.servicekit.records.RecordBatches;
import io.sealstream.storage.EventOpener;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.Findings;
import io.sealstream.storage.OpenKeys;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.Reading;
import io.sealstream.storage.StoreUnavailableException;
import io.sealstream.storage.Writing;
import io.sealstream.storage.kafka.DataKeyRecords;
import io.sealstream.storage.kafka.DeviceRecords;
import io.sealstream.storage.kafka.EventRecords;
import io.sealstream.storage.kafka.NoticeLog;
import io.sealstream.storage.mongo.MongoDataKeyStore;
import io.sealstream.storage.mongo.MongoDeviceCertificates;
import io.sealstream.storage.mongo.MongoEventStore;
import io.sealstream.storage.peers.VaultKeysUnwrapper;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Builds the service from its packages. What the framework calls is produced here. */
@Startup
@Singleton
public class StorageService {
    private static final String DATABASE = "storage";

    private final DocumentConnection connection;
    private final IndexBuild indexes;
    private final OpenKeys openKeys;
    private final List<RecordBatches> batches;
    private final NoticeLog notices;
    private final MongoEventStore events;
    private final Reading reading;
    private final ReadBudget budget;
    private final EventRecords eventRecords;
    private final DataKeyRecords dataKeyRecords;
    private final DeviceRecords deviceRecords;

    public StorageService(
            TlsIdentity identity,
            IdentityConfig identityConfig,
            FindingLog findingLog,
            KafkaConnection kafka,
            MeterRegistry meters,
            StorageConfig config) {
        InstantSource clock = InstantSource.system();
        Findings findings = new Findings(findingLog::report, clock);
        connection = DocumentConnection.open(config.documents(), identity, DATABASE);
        Documents documents = new Documents(connection, StoreUnavailableException::new);
        events = new MongoEventStore(documents);
        MongoDataKeyStore dataKeys = new MongoDataKeyStore(documents);
        MongoDeviceCertificates certificates = new MongoDeviceCertificates(documents);
        indexes =
                IndexBuild.start(() -> {
                    events.ensureIndexes();
                    certificates.ensureIndexes();
                });
        ServiceClient vaultKeys =
                new ServiceClient(identity, ServiceName.VAULT_KEYS, config.vaultKeys().url());
        openKeys = new OpenKeys(dataKeys, new VaultKeysUnwrapper(vaultKeys));
        var tenants = identity.anchorGroups();
        EventProof proof =
                new EventProof(
                        new CertifiedKeys(
                                identityConfig.trustDomain(),
                                () -> tenants.get().tenants(),
                                List.of()));
        EventOpener opener = new EventOpener(openKeys, certificates, proof);
        reading = new Reading(events, opener, findings, clock);
        budget = new ReadBudget(config.reads().bytesInFlight(), config.reads().pageBytes());
        batches =
                List.of(
                        new RecordBatches("events", findingLog, meters),
                        new RecordBatches("data-keys", findingLog, meters),
                        new RecordBatches("devices", findingLog, meters));
        notices = new NoticeLog(kafka.settings());
        eventRecords =
                new EventRecords(
                        batches.get(0),
                        new Writing(events, opener, findings, clock),
                        notices,
                        meters);
        dataKeyRecords = new DataKeyRecords(batches.get(1), dataKeys, findings);
        deviceRecords = new DeviceRecords(batches.get(2), certificates);
    }

    @Produces
    @Singleton
    Reading reading() {
        return reading;
    }

    @Produces
    @Singleton
    ReadBudget budget() {
        return budget;
    }

    @Produces
    @Singleton
    EventStore events() {
        return events;
    }

    @Produces
    @Singleton
    EventRecords eventRecords() {
        return eventRecords;
    }

    @Produces
    @Singleton
    DataKeyRecords dataKeyRecords() {
        return dataKeyRecords;
    }

    @Produces
    @Singleton
    DeviceRecords deviceRecords() {
        return deviceRecords;
    }

    /**
     * Whether the database answers, has its indexes, and no batch has taken longer than it should.
     */
    boolean ready() {
        return connection.answers()
                && indexes.done()
                && batches.stream().noneMatch(RecordBatches::stalled);
    }

    void close(@Observes ShutdownEvent event) {
        batches.forEach(RecordBatches::close);
        notices.close();
        indexes.close();
        openKeys.close();
        connection.close();
    }
}
