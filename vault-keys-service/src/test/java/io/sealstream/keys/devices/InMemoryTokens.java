package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.signature.DeviceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enrolment tokens in memory. */
public final class InMemoryTokens implements EnrolmentTokens {
    private final Map<DeviceId, Kept> tokens = new HashMap<>();

    @Override
    public synchronized void put(DeviceId device, DeviceKey token, Instant expiresAt) {
        tokens.put(device, new Kept(token, expiresAt, null, null));
    }

    @Override
    public synchronized Optional<Kept> find(DeviceId device) {
        return Optional.ofNullable(tokens.get(device));
    }

    @Override
    public synchronized boolean use(
            DeviceId device,
            DeviceKey token,
            KeyId key,
            @Nullable EnvelopeKeyId envelopeKey,
            Instant now) {
        Kept kept = tokens.get(device);
        if (kept == null
                || !kept.key().equals(token)
                || !now.isBefore(kept.expiresAt())
                || !kept.serves(key)) {
            return false;
        }
        tokens.put(
                device,
                new Kept(
                        token,
                        kept.expiresAt(),
                        key,
                        kept.usedWith() == null ? envelopeKey : kept.usedAt()));
        return true;
    }

    @Override
    public synchronized void discard(DeviceId device) {
        tokens.remove(device);
    }
}
