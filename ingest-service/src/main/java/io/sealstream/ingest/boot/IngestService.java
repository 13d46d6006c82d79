package io.sealstream.ingest.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.sealstream.ingest.Admission;
import io.sealstream.ingest.CachingDesk;
import io.sealstream.ingest.DataKeys;
import io.sealstream.ingest.EnrolmentLimits;
import io.sealstream.ingest.EpochOffer;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.Intake;
import io.sealstream.ingest.OutcomeWait;
import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.RateLimit;
import io.sealstream.ingest.Receipts;
import io.sealstream.ingest.Rejections;
import io.sealstream.ingest.TakenSubmissions;
import io.sealstream.ingest.http.DeviceEndpoint;
import io.sealstream.ingest.http.EndpointSettings;
import io.sealstream.ingest.kafka.DeviceStreams;
import io.sealstream.ingest.kafka.KafkaSubmissionLog;
import io.sealstream.ingest.kafka.OutcomeRecords;
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
import io.sealstream.servicekit.records.FindingLog;
import io.sealstream.servicekit.records.RecordBatches;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Builds the service from its packages and closes it in the order that loses nothing. */
@Singleton
public class IngestService {
    private final EpochKeySource epochKeys;
    private final DeviceStreams devices;
    private final KafkaSubmissionLog log;
    private final DataKeys dataKeys;
    private final RecordBatches refusals;
    private final RecordBatches notices;
    private final OutcomeRecords outcomeRecords;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final DeviceEndpoint endpoint;

    public IngestService(
            TlsIdentity identity,
            IdentityConfig identityConfig,
            Callers callers,
            KafkaConnection kafka,
            FindingLog findings,
            MeterRegistry meters,
            IngestConfig config) {
        InstantSource clock = InstantSource.system();
        String trustDomain = identityConfig.trustDomain();
        Duration maxAge = config.nonce().maxAge();
        epochKeys = new EpochKeySource(identity, config.vaultKeys().url());
        devices = new DeviceStreams(kafka.settings(), config.state().folder(), findings);
        log = new KafkaSubmissionLog(kafka.settings());
        Outcomes outcomes = new Outcomes();
        refusals = new RecordBatches("rejected", findings, meters);
        notices = new RecordBatches("stored", findings, meters);
        TakenSubmissions taken = new TakenSubmissions();
        RateLimit rate = new RateLimit(rates(config.ingest()), System::nanoTime);
        Epochs epochs = new Epochs(new EpochIssuer(epochKeys, trustDomain, clock));
        outcomeRecords =
                new OutcomeRecords(
                        refusals, notices, new Rejections(taken, rate, epochs, outcomes), outcomes);
        Admission admission =
                new Admission(
                        devices,
                        new NonceChecker(epochKeys, trustDomain, maxAge),
                        rate,
                        config.ingest().contentTypes());
        dataKeys = new DataKeys(log, config.ingest().maxDataKeys(), blocking, clock);
        Receipts receipts = new Receipts(storage(identity, config), outcomes, taken);
        Intake intake =
                new Intake(
                        admission,
                        dataKeys,
                        log,
                        taken,
                        new OutcomeWait(outcomes),
                        new EpochOffer(epochs, maxAge, clock),
                        clock);
        endpoint =
                new DeviceEndpoint(
                        endpointSettings(callers, config.ingest()),
                        admission,
                        intake,
                        receipts,
                        new CachingDesk(registrar(identity, config), blocking),
                        new EnrolmentLimits(
                                new RateLimit.Rate(
                                        config.ingest().enrolmentsPerSecond(),
                                        config.ingest().enrolmentBurst()),
                                System::nanoTime),
                        epochs,
                        blocking,
                        meters);
    }

    void open(@Observes Router router) {
        endpoint.addTo(router);
    }

    @Produces
    @Singleton
    OutcomeRecords outcomeRecords() {
        return outcomeRecords;
    }

    /** Whether events can be taken. */
    boolean ready() {
        return devices.running()
                && epochKeys.ready()
                && log.ready()
                && !refusals.stalled()
                && !notices.stalled();
    }

    void close(@Observes ShutdownEvent event) {
        refusals.close();
        notices.close();
        log.close();
        dataKeys.close();
        devices.close();
        epochKeys.close();
        blocking.close();
    }

    private static RateLimit.Rates rates(IngestConfig.Ingest config) {
        double badSignatures = 1000.0 / config.badSignatureEvery().toMillis();
        return new RateLimit.Rates(
                new RateLimit.Rate(config.eventsPerSecond(), config.burst()),
                new RateLimit.Rate(
                        (double) config.bytesPerSecond().asLongValue(),
                        (double) config.burstBytes().asLongValue()),
                new RateLimit.Rate(badSignatures, config.badSignatureBurst()));
    }

    private static EndpointSettings endpointSettings(Callers callers, IngestConfig.Ingest config) {
        return new EndpointSettings(
                callers,
                config.maxContentBytes(),
                config.maxHeldBytes().asLongValue(),
                config.bodyDeadline());
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
