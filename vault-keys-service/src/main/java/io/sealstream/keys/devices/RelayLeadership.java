package io.sealstream.keys.devices;

import io.sealstream.keys.devices.RelayLease.Term;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Holds or awaits a {@link RelayLease}. No clock is compared with another process's: a lease is
 * over when its claim was not replaced for as long as this process watched. A process that starts
 * takes it at once, so that one that was killed and started again loses no time.
 *
 * <p>Not thread safe: the relay's thread has it.
 */
final class RelayLeadership {
    /** How often the holder replaces its claim. */
    static final Duration RENEWED = Duration.ofSeconds(1);

    /** How long the others see the same claim before they take over. */
    static final Duration OVER = Duration.ofSeconds(4);

    private final String me = UUID.randomUUID().toString();
    private final RelayLease lease;
    private final LongSupplier nanoTime;
    private Term last = Term.NONE;
    private long since;
    private boolean started;
    private boolean held;

    /**
     * Awaits it.
     *
     * @param nanoTime as of {@link System#nanoTime}
     */
    RelayLeadership(RelayLease lease, LongSupplier nanoTime) {
        this.lease = lease;
        this.nanoTime = nanoTime;
    }

    /** Whether this process holds the lease now; renews or takes it when it is time. */
    boolean hold() {
        long now = nanoTime.getAsLong();
        if (held && now - since < RENEWED.toNanos()) {
            return true;
        }
        if (!held) {
            watch(now);
        }
        if (held || !started || last.holder().isEmpty() || now - since >= OVER.toNanos()) {
            claim(new Term(last.number() + 1, me), now);
        }
        started = true;
        return held;
    }

    /** Has the lease looked at before it is relied on again. */
    void doubt() {
        since = nanoTime.getAsLong() - RENEWED.toNanos();
    }

    /** Leaves it to whoever looks next. */
    void giveUp() {
        if (held) {
            held = false;
            lease.replace(new Term(last.number() + 1, ""));
        }
    }

    private void watch(long now) {
        Term current = lease.current();
        if (!current.equals(last)) {
            last = current;
            since = now;
        }
    }

    private void claim(Term mine, long now) {
        // The driver may have repeated a write whose answer was lost: then the claim is there.
        held = lease.replace(mine) || lease.current().equals(mine);
        if (held) {
            last = mine;
            since = now;
        } else {
            watch(now);
        }
    }
}
