package io.sealstream.keys.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.devices.StateRelay;
import io.sealstream.keys.epoch.EpochKeyRing;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What runs all the time: the relay, epoch keys, forgetting seeds, looking at Vault. Whatever fails
 * is logged, counted and tried again; readiness tells whether it matters.
 */
final class BackgroundWork implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);
    private static final Duration RELAY_LOOKS_EVERY = Duration.ofMillis(100);
    private static final Duration RING_LOOKS_EVERY = Duration.ofMinutes(1);
    private static final Duration VAULT_IS_ASKED_EVERY = Duration.ofSeconds(10);

    private static final Duration BACKLOG_IS_COUNTED_EVERY = Duration.ofSeconds(5);

    private final List<Loop> loops;
    private final StateRelay relay;

    private BackgroundWork(List<Loop> loops, StateRelay relay) {
        this.loops = loops;
        this.relay = relay;
    }

    static BackgroundWork start(
            EpochKeyRing ring,
            StateRelay relay,
            RelayBacklog backlog,
            Wakeup wakeup,
            VaultWatch vault,
            MeterRegistry meters) {
        return new BackgroundWork(
                List.of(
                        Loop.start(
                                "epoch-keys",
                                meters,
                                () -> {
                                    ring.refresh();
                                    Thread.sleep(RING_LOOKS_EVERY);
                                }),
                        Loop.start(
                                "relay",
                                meters,
                                () -> {
                                    if (!relay.publishBatch()) {
                                        wakeup.await(RELAY_LOOKS_EVERY);
                                    }
                                }),
                        Loop.start(
                                "relay-backlog",
                                meters,
                                () -> {
                                    backlog.look();
                                    Thread.sleep(BACKLOG_IS_COUNTED_EVERY);
                                }),
                        Loop.start(
                                "vault",
                                meters,
                                () -> {
                                    vault.look();
                                    Thread.sleep(VAULT_IS_ASKED_EVERY);
                                })),
                relay);
    }

    @Override
    public void close() {
        loops.forEach(Loop::stop);
        try {
            relay.giveUp();
        } catch (UnavailableException e) {
            LOG.debug("the lease ends by itself", e);
        }
    }
}
