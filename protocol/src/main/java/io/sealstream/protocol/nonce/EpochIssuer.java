package io.sealstream.protocol.nonce;

import io.sealstream.protocol.DeviceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Issues epoch tokens. Thread-safe, stateless: nothing is remembered of a token. */
public final class EpochIssuer {
    private final Supplier<EpochKeys> keys;
    private final String trustDomain;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public EpochIssuer(Supplier<EpochKeys> keys, String trustDomain, InstantSource clock) {
        this.keys = keys;
        this.trustDomain = trustDomain;
        this.clock = clock;
    }

    /** Issues a token to {@code device}. */
    public EpochToken issue(DeviceId device) {
        return issue(device, Instant.EPOCH);
    }

    /**
     * Issues a token to {@code device} that is newer than all issued up to {@code floor}. A floor
     * further ahead than {@link NonceChecker} accepts is not believed: nobody pushes a device's
     * epochs into the future by it.
     */
    public EpochToken issue(DeviceId device, Instant floor) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        boolean counts = !floor.isBefore(now) && floor.isBefore(now.plus(NonceChecker.MOST_AHEAD));
        Instant issued = counts ? floor.plusMillis(1) : now;
        Epoch epoch = new Epoch(issued.toEpochMilli(), random.nextLong() >>> 16);
        return issue(keys.get().newest(), epoch, trustDomain, device);
    }

    static EpochToken issue(EpochKey key, Epoch epoch, String trustDomain, DeviceId device) {
        byte[] body = new TokenBody(TokenBody.VERSION, key.kid(), epoch).body();
        byte[] tag = TokenBody.tag(key, body, trustDomain, device);
        byte[] token = ByteBuffer.allocate(body.length + tag.length).put(body).put(tag).array();
        return EpochToken.ofBytes(token);
    }
}
