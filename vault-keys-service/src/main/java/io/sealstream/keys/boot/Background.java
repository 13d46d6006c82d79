package io.sealstream.keys.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealstream.keys.EpochKeyRing;
import io.sealstream.keys.SeedCache;
import io.sealstream.keys.StateRelay;
import io.sealstream.keys.kafka.KafkaDeviceStateLog;
import io.sealstream.keys.mongo.Documents;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * What runs all the time: indexes once, the relay, epoch keys, forgetting seeds. Whatever fails is
 * logged, counted and tried again; readiness tells whether it matters.
 */
@Singleton
public class Background {
    private static final Duration RELAY_LOOKS_EVERY = Duration.ofMillis(100);

    private final Documents documents;
    private final EpochKeyRing ring;
    private final SeedCache seeds;
    private final StateRelay relay;
    private final KafkaDeviceStateLog log;
    private final Wakeup wakeup;
    private final MeterRegistry meters;
    private List<Loop> loops = List.of();

    Background(
            Documents documents,
            EpochKeyRing ring,
            SeedCache seeds,
            StateRelay relay,
            KafkaDeviceStateLog log,
            Wakeup wakeup,
            MeterRegistry meters) {
        this.documents = documents;
        this.ring = ring;
        this.seeds = seeds;
        this.relay = relay;
        this.log = log;
        this.wakeup = wakeup;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        loops =
                List.of(
                        Loop.start("indexes", meters, this::ensureIndexes),
                        Loop.start("epoch-keys", meters, this::refreshEpochKeys),
                        Loop.start("seed-cache", meters, this::forgetSeeds),
                        Loop.start("relay", meters, this::relay));
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::stop);
        log.close();
    }

    private boolean ensureIndexes() {
        documents.ensureIndexes();
        return false;
    }

    private boolean refreshEpochKeys() throws InterruptedException {
        ring.refresh();
        Thread.sleep(Duration.ofMinutes(1));
        return true;
    }

    private boolean forgetSeeds() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(5));
        seeds.evictExpired();
        return true;
    }

    private boolean relay() throws InterruptedException {
        if (!relay.publishBatch()) {
            wakeup.await(RELAY_LOOKS_EVERY);
        }
        return true;
    }
}
