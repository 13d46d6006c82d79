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

/** Builds the service from its packages. Judging starts once there are epoch keys to judge with. */
@Singleton
public class GuardService {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final EpochKeySource epochKeys;
    private final StreamsDeviceTable devices;
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
        devices = new StreamsDeviceTable(deadLetters);
        NonceChecker nonces =
                new NonceChecker(
                        epochKeys,
                        identityConfig.trustDomain(),
                        config.nonce().maxAge().plus(Judge.GRACE));
        Judge judge = new Judge(devices, nonces);
        guard =
                new GuardStreams(
                        () ->
                                GuardTopology.build(
                                        judge,
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
        devices.readFrom(guard.streams());
    }

    void open(@Observes StartupEvent event) {
        Thread.ofPlatform().name("guard-start").start(this::startWithKeys);
    }

    private void startWithKeys() {
        try {
            while (!epochKeys.ready() && !closing) {
                Thread.sleep(LOOK_AGAIN);
            }
            if (!closing) {
                guard.start();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether records are being judged. */
    boolean ready() {
        return epochKeys.ready() && guard.running() && devices.isCurrent();
    }

    void close(@Observes ShutdownEvent event) {
        closing = true;
        guard.close();
        epochKeys.close();
    }
}
