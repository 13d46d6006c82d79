package io.sealstream.ingest.http;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.nonce.EpochIssuer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Which epoch a device should go on with: the one it just used, until half of its life is over.
 * Offering a fresh one with every answer would push windows out that requests under way still need.
 */
final class EpochOffer {
    private static final int TOKEN_LENGTH = 40;
    private static final int ISSUED_OFFSET = 2;
    private static final int ISSUED_LENGTH = 6;

    private final EpochIssuer epochs;
    private final Duration halfLife;
    private final InstantSource clock;

    EpochOffer(EpochIssuer epochs, Duration maxAge, InstantSource clock) {
        this.epochs = epochs;
        this.halfLife = maxAge.dividedBy(2);
        this.clock = clock;
    }

    /** The epoch to go on with after a valid nonce. */
    String after(String nonce, DeviceId device) {
        String token = nonce.substring(0, TOKEN_LENGTH);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        byte[] issued = new byte[Long.BYTES];
        System.arraycopy(bytes, ISSUED_OFFSET, issued, Long.BYTES - ISSUED_LENGTH, ISSUED_LENGTH);
        long age = clock.millis() - ByteBuffer.wrap(issued).getLong();
        return age < halfLife.toMillis() ? token : epochs.issue(device).text();
    }
}
