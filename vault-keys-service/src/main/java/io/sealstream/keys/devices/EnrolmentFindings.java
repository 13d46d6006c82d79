package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Reports requests for certificates that nobody who may ask has signed. */
public final class EnrolmentFindings {
    private final Consumer<SecurityFinding> sink;
    private final InstantSource clock;

    public EnrolmentFindings(Consumer<SecurityFinding> sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Somebody who has not its token wants to enrol a device. */
    void forgedEnrolment(DeviceId device) {
        report(device, "forged-enrolment", "an enrolment is not signed with the device's token");
    }

    /** A token was used before, with another key. */
    void tokenUsedAgain(DeviceId device) {
        report(device, "token-used-again", "an enrolment token was used with another key before");
    }

    /** Somebody who has none of its keys wants to renew a device's certificate for another key. */
    void forgedRenewal(DeviceId device) {
        report(device, "forged-renewal", "a renewal is not signed by a key of the device");
    }

    private void report(DeviceId device, String kind, String detail) {
        sink.accept(
                new SecurityFinding(
                        ServiceName.VAULT_KEYS.label(),
                        kind,
                        device.key(),
                        detail,
                        clock.instant()));
    }
}
