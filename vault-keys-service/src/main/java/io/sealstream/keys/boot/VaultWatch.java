package io.sealstream.keys.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.vault.VaultHealth;
import io.sealstream.keys.vault.VaultHealth.State;
import org.jboss.logging.Logger;

/** Keeps how Vault is, for operators: readiness shows it, a gauge and the log tell of changes. */
final class VaultWatch {
    private static final Logger LOG = Logger.getLogger(VaultWatch.class);

    private final VaultHealth health;
    private volatile State last = State.UNREACHABLE;

    VaultWatch(VaultHealth health, MeterRegistry meters) {
        this.health = health;
        meters.gauge("sealstream.vault.active", this, watch -> watch.last == State.ACTIVE ? 1 : 0);
    }

    /** How it was when it was asked last. */
    State last() {
        return last;
    }

    void look() {
        State before = last;
        last = health.state();
        if (last != before) {
            LOG.infof("Vault is %s", last);
        }
    }
}
