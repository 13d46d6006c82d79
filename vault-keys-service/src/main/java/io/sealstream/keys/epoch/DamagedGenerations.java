package io.sealstream.keys.epoch;

import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reports epoch keys that cannot be used, each once: a key is looked at every minute. */
final class DamagedGenerations {
    private final Consumer<SecurityFinding> findings;
    private final InstantSource clock;
    private final Set<Long> reported = ConcurrentHashMap.newKeySet();

    DamagedGenerations(Consumer<SecurityFinding> findings, InstantSource clock) {
        this.findings = findings;
        this.clock = clock;
    }

    void report(long generation) {
        if (reported.add(generation)) {
            findings.accept(
                    new SecurityFinding(
                            ServiceName.VAULT_KEYS.label(),
                            "damaged-epoch-key",
                            "epoch-key/" + generation,
                            "the key does not open; tokens made with it are not accepted",
                            clock.instant()));
        }
    }
}
