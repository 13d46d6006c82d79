package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Enrolment tokens in memory. */
public final class InMemoryTokens implements EnrolmentTokens {
    private final Map<DeviceId, Kept> tokens = new HashMap<>();

    @Override
    public synchronized void put(DeviceId device, TokenHash hash, Instant expiresAt) {
        tokens.put(device, new Kept(hash, expiresAt, null, 0));
    }

    @Override
    public synchronized Optional<Kept> find(DeviceId device) {
        return Optional.ofNullable(tokens.get(device));
    }

    @Override
    public synchronized boolean use(
            DeviceId device, TokenHash hash, KeyId key, long version, Instant now) {
        Kept kept = tokens.get(device);
        if (kept == null
                || !kept.hash().equals(hash)
                || !now.isBefore(kept.expiresAt())
                || !kept.serves(key)) {
            return false;
        }
        tokens.put(
                device,
                new Kept(
                        hash,
                        kept.expiresAt(),
                        key,
                        kept.usedWith() == null ? version : kept.usedAtVersion()));
        return true;
    }

    @Override
    public synchronized void discard(DeviceId device) {
        tokens.remove(device);
    }
}
