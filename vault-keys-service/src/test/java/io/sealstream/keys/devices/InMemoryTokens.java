package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Enrolment tokens in memory. */
public final class InMemoryTokens implements EnrolmentTokens {
    private final Map<DeviceId, Waiting> tokens = new HashMap<>();

    @Override
    public synchronized void put(DeviceId device, Waiting token) {
        tokens.put(device, token);
    }

    @Override
    public synchronized Optional<Waiting> find(DeviceId device) {
        return Optional.ofNullable(tokens.get(device));
    }

    @Override
    public synchronized boolean consume(DeviceId device, TokenHash hash, Instant now) {
        Waiting waiting = tokens.get(device);
        return waiting != null
                && waiting.hash().equals(hash)
                && now.isBefore(waiting.expiresAt())
                && tokens.remove(device, waiting);
    }

    @Override
    public synchronized void discard(DeviceId device) {
        tokens.remove(device);
    }
}
