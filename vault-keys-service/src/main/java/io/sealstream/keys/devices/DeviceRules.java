package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The life of a device: each rule makes the next state of one. */
final class DeviceRules {
    /**
     * Identity keys a device may have at once: the newest, the one before it for events under way,
     * and one for a renewal whose answer was lost.
     */
    static final int MAX_KEYS = 3;

    private DeviceRules() {}

    /** Enrolment replaces every key: earlier ones end at once. */
    static DeviceState enrolled(
            DeviceState device, IdentityKey key, EnvelopeKey envelopeKey, Instant now) {
        return new DeviceState(
                device.version() + 1,
                device.tenant(),
                device.device(),
                Status.ACTIVE,
                device.status() == Status.ACTIVE ? device.statusSince() : now,
                List.of(key),
                envelopeKey);
    }

    /** The renewed key comes first; others stay until their certificates expire. */
    static DeviceState renewed(DeviceState device, IdentityKey key, Instant now) {
        Stream<IdentityKey> others =
                device.keys().stream()
                        .filter(k -> !k.keyId().equals(key.keyId()))
                        .filter(k -> k.notAfter().isAfter(now));
        return new DeviceState(
                device.version() + 1,
                device.tenant(),
                device.device(),
                device.status(),
                device.statusSince(),
                Stream.concat(Stream.of(key), others).limit(MAX_KEYS).toList(),
                device.envelopeKey());
    }

    static DeviceState revoked(DeviceState device, Instant now) {
        return new DeviceState(
                device.version() + 1,
                device.tenant(),
                device.device(),
                Status.REVOKED,
                now,
                device.keys(),
                device.envelopeKey());
    }
}
