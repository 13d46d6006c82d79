package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.nonce.EpochToken;
import io.sealstream.protocol.nonce.NonceCheck;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Which epoch a device should use next: the one it just used, until half of its lifetime is over. A
 * fresh one with every answer would displace windows that requests under way still need.
 */
public final class EpochOffer {
    private final Epochs epochs;
    private final Duration halfLife;
    private final InstantSource clock;

    /**
     * Makes offers.
     *
     * @param maxAge how long an epoch lasts
     */
    public EpochOffer(Epochs epochs, Duration maxAge, InstantSource clock) {
        this.epochs = epochs;
        this.halfLife = maxAge.dividedBy(2);
        this.clock = clock;
    }

    /** The epoch to use after a valid nonce. */
    EpochToken after(NonceCheck.Valid used, DeviceId device) {
        long age = clock.millis() - used.nonce().epoch().issuedMs();
        return age < halfLife.toMillis() ? used.token() : epochs.issue(device);
    }
}
