package io.sealstream.keys.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.devices.DeviceCertificates;
import io.sealstream.keys.devices.DeviceChanges;
import io.sealstream.keys.devices.DeviceRegistry;
import io.sealstream.keys.devices.Enrolment;
import io.sealstream.keys.devices.EnrolmentFindings;
import io.sealstream.keys.devices.EnrolmentTokens;
import io.sealstream.keys.devices.Publication;
import io.sealstream.keys.devices.Renewal;
import io.sealstream.keys.devices.StateRelay;
import io.sealstream.keys.envelope.DataKeys;
import io.sealstream.keys.envelope.EnvelopeKeys;
import io.sealstream.keys.envelope.OpenSeeds;
import io.sealstream.keys.epoch.EpochKeyRing;
import io.sealstream.keys.http.DeviceAnchors;
import io.sealstream.keys.kafka.KafkaDeviceStateLog;
import io.sealstream.keys.mongo.MongoDeviceInventory;
import io.sealstream.keys.mongo.MongoEnrolmentTokens;
import io.sealstream.keys.mongo.MongoEnvelopeSeeds;
import io.sealstream.keys.mongo.MongoEpochKeyLog;
import io.sealstream.keys.mongo.MongoRelayLease;
import io.sealstream.keys.vault.PkiCertificateAuthority;
import io.sealstream.keys.vault.TransitKeyVault;
import io.sealstream.keys.vault.VaultHealth;
import io.sealstream.keys.vault.VaultSession;
import io.sealstream.keys.vault.VaultSettings;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.seal.EnvelopeSuite;
import io.sealstream.servicekit.IdentityConfig;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.IndexBuild;
import io.sealstream.servicekit.kafka.KafkaConnection;
import io.sealstream.servicekit.records.FindingLog;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Builds the service from its packages and closes it. */
@Startup
@Singleton
public class KeysService {
    private static final String DATABASE = "vault_keys";

    /** How long a revocation waits for the broker before it is answered as unavailable. */
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(5);

    private final DocumentConnection connection;
    private final IndexBuild indexes;
    private final KafkaDeviceStateLog log;
    private final OpenSeeds openSeeds;
    private final EpochKeyRing ring;
    private final DeviceRegistry registry;
    private final Enrolment enrolment;
    private final Renewal renewal;
    private final DataKeys dataKeys;
    private final DeviceAnchors anchors;
    private final VaultWatch vaultWatch;
    private final RelayBacklog backlog;
    private final BackgroundWork background;

    public KeysService(
            TlsIdentity identity,
            IdentityConfig identityConfig,
            KafkaConnection kafka,
            FindingLog findings,
            KeysConfig config,
            MeterRegistry meters) {
        InstantSource clock = InstantSource.system();
        connection = DocumentConnection.open(config.documents(), identity, DATABASE);
        Documents documents = new Documents(connection, UnavailableException::new);
        MongoDeviceInventory inventory = new MongoDeviceInventory(documents);
        EnrolmentTokens tokens = new MongoEnrolmentTokens(documents);
        MongoEnvelopeSeeds seeds = new MongoEnvelopeSeeds(documents);
        log = new KafkaDeviceStateLog(kafka.settings());

        VaultSettings settings = settings(config.vault());
        VaultSession session = new VaultSession(settings, identity, clock);
        TransitKeyVault vault = new TransitKeyVault(session);
        DeviceCertificates certificates =
                new DeviceCertificates(
                        new PkiCertificateAuthority(session), identityConfig.trustDomain(), clock);

        Wakeup wakeup = new Wakeup();
        DeviceChanges changes = new DeviceChanges(inventory, wakeup::signal);
        Publication publication = Publication.seenIn(inventory, PUBLISHED_WITHIN);
        registry = new DeviceRegistry(inventory, changes, tokens, publication, clock);
        EnvelopeSuite suite = EnvelopeSuite.of(config.envelope().suite());
        EnvelopeKeys envelopeKeys = new EnvelopeKeys(vault, seeds, suite, clock);
        EnrolmentFindings forged = new EnrolmentFindings(findings::report, clock);
        enrolment =
                new Enrolment(
                        inventory,
                        changes,
                        tokens,
                        certificates,
                        envelopeKeys,
                        forged,
                        config.enrolment().tokenTenants().orElse(Set.of()),
                        clock);
        renewal = new Renewal(changes, certificates, forged, clock);
        openSeeds = new OpenSeeds(vault, seeds);
        dataKeys = new DataKeys(openSeeds);
        ring = new EpochKeyRing(vault, new MongoEpochKeyLog(documents), findings::report, clock);
        anchors = new DeviceAnchors(identityConfig.identityFolder());

        indexes =
                IndexBuild.start(() -> {
                    inventory.ensureIndexes();
                    seeds.ensureIndexes();
                });
        vaultWatch = new VaultWatch(new VaultHealth(settings, identity), meters);
        StateRelay relay =
                new StateRelay(inventory, log, new MongoRelayLease(documents), System::nanoTime);
        backlog = new RelayBacklog(inventory, meters);
        background = BackgroundWork.start(ring, relay, backlog, wakeup, vaultWatch, meters);
    }

    private static VaultSettings settings(KeysConfig.Vault vault) {
        return new VaultSettings(vault.url(), vault.role(), vault.namespace().orElse(null));
    }

    @Produces
    @Singleton
    DeviceRegistry registry() {
        return registry;
    }

    @Produces
    @Singleton
    Enrolment enrolment() {
        return enrolment;
    }

    @Produces
    @Singleton
    Renewal renewal() {
        return renewal;
    }

    @Produces
    @Singleton
    DeviceAnchors anchors() {
        return anchors;
    }

    @Produces
    @Singleton
    DataKeys dataKeys() {
        return dataKeys;
    }

    @Produces
    @Singleton
    EpochKeyRing ring() {
        return ring;
    }

    /** What the service depends on, as it is now. */
    Dependencies dependencies() {
        return new Dependencies(
                connection.answers(),
                indexes.done(),
                ring.isReady(),
                vaultWatch.last(),
                backlog.waiting());
    }

    void close(@Observes ShutdownEvent event) {
        background.close();
        indexes.close();
        log.close();
        ring.close();
        openSeeds.close();
        connection.close();
    }
}
