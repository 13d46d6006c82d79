package io.sealstream.guard.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealstream.guard.Judge;
import io.sealstream.guard.kafka.GuardStreams;
import io.sealstream.guard.kafka.GuardTopology;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.servicekit.IdentityConfig;
import io.sealstream.servicekit.http.EpochKeySource;
import io.sealstream.servicekit.kafka.KafkaConnection;
import io.sealstream.servicekit.records.DeadLetters;
import io.sealstream.servicekit.records.Placement;
import io.sealstream.servicekit.streams.StreamsDeviceTable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jboss.logging.Logger;

/** Builds the service from its packages. Judging starts once there are epoch keys to judge with. */
@Singleton
public class GuardService {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration START_AGAIN = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(GuardService.class);

    private final EpochKeySource epochKeys;
    private final GuardStreams guard;
    private volatile boolean closing;

    public GuardService(
            TlsIdentity identity,
            IdentityConfig identityConfig,
            KafkaConnection kafka,
            DeadLetters deadLetters,
            MeterRegistry meters,
            GuardConfig config) {
        InstantSource clock = InstantSource.system();
        epochKeys = new EpochKeySource(identity, config.vaultKeys().url());
        StreamsDeviceTable devices = new StreamsDeviceTable(deadLetters);
        NonceChecker nonces =
                new NonceChecker(
                        epochKeys,
                        identityConfig.trustDomain(),
                        config.nonce().maxAge().plus(Judge.GRACE));
        guard =
                new GuardStreams(
                        GuardTopology.build(
                                new Judge(devices, nonces),
                                devices,
                                new Placement(Topic.PARTITIONS),
                                clock,
                                meters),
                        kafka.settings(),
                        config.state().folder(),
                        config.guard().threads());
        var _ =
                meters.gauge(
                        "sealstream.consumer.poll.age.seconds",
                        Tags.of("consumer", "submissions"),
                        guard,
                        GuardStreams::secondsSincePoll);
        devices.readFrom(() ->
                guard.streams()
                        .store(
                                StoreQueryParameters.fromNameAndType(
                                        StreamsDeviceTable.storeName(),
                                        QueryableStoreTypes.keyValueStore())));
    }

    void open(@Observes StartupEvent event) {
        Thread.ofPlatform().name("guard-start").start(this::startWithKeys);
    }

    private void startWithKeys() {
        try {
            while (!epochKeys.ready() && !closing) {
                Thread.sleep(LOOK_AGAIN);
            }
            while (!closing && !started()) {
                Thread.sleep(START_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean started() {
        try {
            guard.start();
            return true;
        } catch (KafkaException e) {
            LOG.warnf("the broker does not answer yet: %s", e.getMessage());
        } catch (IllegalStateException e) {
            LOG.error(e.getMessage());
        }
        return false;
    }

    /** Whether records are being judged. */
    boolean ready() {
        return epochKeys.ready() && guard.running();
    }

    void close(@Observes ShutdownEvent event) {
        closing = true;
        guard.close();
        epochKeys.close();
    }
}
