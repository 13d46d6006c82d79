package io.sealstream.servicekit.devices;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.signature.DeviceKey;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A device's state with its keys ready for use.
 *
 * @param state the state
 * @param keys its identity keys by thumbprint
 */
public record KnownDevice(DeviceState state, Map<KeyId, DeviceKey> keys) {
    public KnownDevice {
        keys = Map.copyOf(keys);
    }

    /** Reads a value of {@code device.state.v1}. */
    public static KnownDevice read(byte[] json) throws MalformedRecordException {
        return of(Json.read(json, DeviceState.class));
    }

    /** Prepares the keys of a state. */
    public static KnownDevice of(DeviceState state) throws MalformedRecordException {
        Map<KeyId, DeviceKey> keys = new HashMap<>();
        for (DeviceState.IdentityKey key : state.keys()) {
            try {
                keys.put(key.keyId(), DeviceKey.ofSubjectPublicKeyInfo(key.publicKey()));
            } catch (InvalidKeyException e) {
                throw new MalformedRecordException("a device state holds an unusable key");
            }
        }
        return new KnownDevice(state, keys);
    }

    /** Whether the device may send. */
    public boolean active() {
        return state.status() == DeviceState.Status.ACTIVE;
    }

    /** One of its keys, if it may be used now. */
    public Optional<DeviceKey> liveKey(KeyId keyId, Instant now) {
        return state.key(keyId).filter(key -> key.isLive(now)).map(key -> keys.get(keyId));
    }

    /**
     * One of its keys, if what it signed counts although it is judged later.
     *
     * @param appendedAt when the broker took what it signed
     * @param grace how long after the certificate's end that may have been
     */
    public Optional<DeviceKey> keyAt(KeyId keyId, Instant appendedAt, Duration grace) {
        return state.key(keyId)
                .filter(key -> key.countedAt(appendedAt, grace))
                .map(key -> keys.get(keyId));
    }
}
