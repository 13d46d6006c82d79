package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of a device: each rule makes the next state of one. Keys are kept newest first. */
final class DeviceRules {
    /**
     * Live identity keys of a device: the newest, the one that vouched for it, and one for a
     * renewal whose answer was lost.
     */
    static final int MAX_KEYS = 3;

    /** Ended keys that are kept at most; a device state must fit into a record. */
    static final int MAX_ENDED = 16;

    /**
     * How long an ended key is kept: an event may be as old as its nonce when it is appended, and
     * then wait for a guard that is down as long as its topic keeps it.
     */
    static final Duration KEPT_AFTER_END =
            Duration.ofHours(24).plus(Objects.requireNonNull(Topic.RECEIVED.retention()));

    private DeviceRules() {}

    /** Enrolment replaces every key: earlier ones end now. */
    static DeviceState enrolled(
            DeviceState device, IdentityKey key, EnvelopeKey envelopeKey, Instant now) {
        List<IdentityKey> keys = new ArrayList<>();
        keys.add(key);
        device.keys().stream()
                .filter(other -> !other.keyId().equals(key.keyId()))
                .map(other -> other.ended(now))
                .filter(other -> isRemembered(other, now))
                .limit(MAX_ENDED)
                .forEach(keys::add);
        return new DeviceState(
                device.version() + 1,
                device.tenant(),
                device.device(),
                Status.ACTIVE,
                device.status() == Status.ACTIVE ? device.statusSince() : now,
                keys,
                envelopeKey);
    }

    /**
     * A live key gets a new certificate in its place, any other key comes first. The key that
     * signed is in use, so those older than it end; of the others the newest stay.
     *
     * @param signedBy the key that signed the request; null when only the request's own did, which
     *     whoever has seen the request can send again
     * @throws RequestRefusedException {@code too-fast} for a device that made so many keys that
     *     their ends could not be remembered as long as they must
     */
    static DeviceState renewed(
            DeviceState device, IdentityKey key, @Nullable KeyId signedBy, Instant now) {
        List<IdentityKey> keys = placed(device.keys(), key, now);
        if (signedBy != null) {
            endOlderThan(signedBy, keys, now);
            endBeyondRoom(List.of(key.keyId(), signedBy), keys, now);
        }
        keys.removeIf(known -> !isRemembered(known, now));
        if (keys.stream().filter(known -> !known.isLive(now)).count() > MAX_ENDED) {
            throw new RequestRefusedException(Problem.TOO_FAST, "the device makes too many keys");
        }
        return withKeys(device, keys);
    }

    private static List<IdentityKey> placed(
            List<IdentityKey> before, IdentityKey key, Instant now) {
        List<IdentityKey> keys = new ArrayList<>();
        boolean live = false;
        for (IdentityKey known : before) {
            if (!known.keyId().equals(key.keyId())) {
                keys.add(known);
            } else if (known.isLive(now)) {
                keys.add(key);
                live = true;
            }
        }
        if (!live) {
            keys.addFirst(key);
        }
        return keys;
    }

    private static void endOlderThan(KeyId signedBy, List<IdentityKey> keys, Instant now) {
        boolean older = false;
        for (int i = 0; i < keys.size(); i++) {
            IdentityKey known = keys.get(i);
            if (older) {
                keys.set(i, end(known, now));
            }
            older |= known.keyId().equals(signedBy);
        }
    }

    private static void endBeyondRoom(List<KeyId> needed, List<IdentityKey> keys, Instant now) {
        long room = MAX_KEYS - needed.stream().distinct().count();
        for (int i = 0; i < keys.size(); i++) {
            IdentityKey known = keys.get(i);
            if (known.isLive(now) && !needed.contains(known.keyId())) {
                if (room <= 0) {
                    keys.set(i, end(known, now));
                }
                room--;
            }
        }
    }

    /** A key that expired before has ended already. */
    private static IdentityKey end(IdentityKey key, Instant now) {
        return key.isLive(now) ? key.ended(now) : key;
    }

    private static boolean isRemembered(IdentityKey key, Instant now) {
        Instant end = key.endedAt() == null ? key.notAfter() : key.endedAt();
        return now.isBefore(end.plus(KEPT_AFTER_END));
    }

    private static DeviceState withKeys(DeviceState device, List<IdentityKey> keys) {
        return new DeviceState(
                device.version() + 1,
                device.tenant(),
                device.device(),
                device.status(),
                device.statusSince(),
                keys,
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
