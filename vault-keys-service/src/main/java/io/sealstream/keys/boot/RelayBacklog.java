package io.sealstream.keys.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.devices.DeviceOutbox;
import java.time.Duration;

/**
 * How many device states wait to be published, and for how long some have. While they wait, a
 * revocation has no effect on what devices send.
 */
final class RelayBacklog {
    private static final int COUNTED = 100_000;

    private final DeviceOutbox outbox;
    private volatile long waiting;
    private volatile long empty = System.nanoTime();

    RelayBacklog(DeviceOutbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        Gauge.builder("sealstream.relay.waiting", this, RelayBacklog::waiting).register(meters);
        Gauge.builder("sealstream.relay.waiting.age", this, backlog -> backlog.age().toSeconds())
                .baseUnit("seconds")
                .register(meters);
    }

    void look() {
        long now = System.nanoTime();
        waiting = outbox.waiting(COUNTED);
        if (waiting == 0) {
            empty = now;
        }
    }

    /** States that waited at the last look. */
    long waiting() {
        return waiting;
    }

    /** For how long there has always been one; zero when there is none. */
    Duration age() {
        return waiting == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - empty);
    }
}
