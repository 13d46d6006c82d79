package io.sealstream.ingest.boot;

import io.quarkus.runtime.ShutdownEvent;
import io.sealstream.ingest.Admission;
import io.sealstream.ingest.DataKeys;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.RateLimit;
import io.sealstream.ingest.Receipts;
import io.sealstream.ingest.http.DeviceDoor;
import io.sealstream.ingest.http.DoorSettings;
import io.sealstream.ingest.kafka.DeviceStreams;
import io.sealstream.ingest.kafka.KafkaSubmissionLog;
import io.sealstream.ingest.kafka.OutcomeListener;
import io.sealstream.ingest.peers.Registrar;
import io.sealstream.ingest.peers.StorageReceipts;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.servicekit.IdentityConfig;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.EpochKeySource;
import io.sealstream.servicekit.http.ServiceClient;
import io.sealstream.servicekit.kafka.KafkaConnection;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Builds the service from its rooms and closes it in the order that loses nothing. */
@Singleton
public class IngestService {
    private final EpochKeySource epochKeys;
    private final DeviceStreams devices;
    private final KafkaSubmissionLog log;
    private final OutcomeListener listener;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final DeviceDoor door;

    public IngestService(
            TlsIdentity identity,
            IdentityConfig identityConfig,
            Callers callers,
            KafkaConnection kafka,
            IngestConfig config) {
        InstantSource clock = InstantSource.system();
        String trustDomain = identityConfig.trustDomain();
        Duration maxAge = config.nonce().maxAge();
        epochKeys = new EpochKeySource(identity, config.vaultKeys().url());
        devices = new DeviceStreams(kafka.settings(), config.state().folder());
        log = new KafkaSubmissionLog(kafka.settings());
        Outcomes outcomes = new Outcomes();
        listener = new OutcomeListener(kafka.settings(), outcomes);
        Admission admission =
                new Admission(
                        devices,
                        new NonceChecker(epochKeys, trustDomain, maxAge),
                        new RateLimit(
                                config.ingest().eventsPerSecond(),
                                config.ingest().burst(),
                                System::nanoTime),
                        config.ingest().contentTypes());
        DataKeys dataKeys = new DataKeys(log, config.ingest().maxDataKeys(), blocking, clock);
        Intake intake = new Intake(admission, dataKeys, log, clock);
        Receipts receipts = new Receipts(storage(identity, config), outcomes);
        door =
                new DeviceDoor(
                        new DoorSettings(callers, config.ingest().maxContentBytes()),
                        admission,
                        intake,
                        outcomes,
                        receipts,
                        registrar(identity, config),
                        new EpochIssuer(epochKeys, trustDomain, clock),
                        maxAge,
                        blocking);
    }

    void open(@Observes Router router) {
        door.addTo(router);
    }

    /** Whether events can be taken. */
    boolean ready() {
        return devices.running() && epochKeys.ready() && log.ready();
    }

    void close(@Observes ShutdownEvent event) {
        listener.close();
        log.close();
        devices.close();
        epochKeys.close();
        blocking.close();
    }

    private static StorageReceipts storage(TlsIdentity identity, IngestConfig config) {
        return new StorageReceipts(
                new ServiceClient(identity, ServiceName.STORAGE, config.storage().url()));
    }

    private static Registrar registrar(TlsIdentity identity, IngestConfig config) {
        return new Registrar(
                new ServiceClient(identity, ServiceName.VAULT_KEYS, config.vaultKeys().url()));
    }
}
