package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Reports what storage finds to operators. Does not throw: the work that found it goes on. */
public final class Findings {
    private final Consumer<SecurityFinding> log;
    private final InstantSource clock;

    /**
     * Reports to a log.
     *
     * @param log takes a finding; does not throw
     */
    public Findings(Consumer<SecurityFinding> log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reports one.
     *
     * @param kind what kind it is, in kebab case
     * @param device whose data it is about
     * @param detail one line for a person; no content and no key
     */
    public void report(String kind, DeviceId device, String detail) {
        log.accept(
                new SecurityFinding(
                        ServiceName.STORAGE.label(), kind, device.key(), detail, clock.instant()));
    }

    void report(String kind, StoredEvent event, String what) {
        report(
                kind,
                event.submission().device(),
                what + ": " + event.submission().facts().address());
    }
}
