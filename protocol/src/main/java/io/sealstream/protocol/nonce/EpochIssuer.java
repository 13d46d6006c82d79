package io.sealstream.protocol.nonce;

import io.sealstream.protocol.DeviceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
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
        Epoch epoch = new Epoch(clock.millis(), random.nextLong() >>> 16);
        return issue(keys.get().newest(), epoch, trustDomain, device);
    }

    static EpochToken issue(EpochKey key, Epoch epoch, String trustDomain, DeviceId device) {
        byte[] body = new TokenBody(TokenBody.VERSION, key.kid(), epoch).body();
        byte[] tag = TokenBody.tag(key, body, trustDomain, device);
        byte[] token = ByteBuffer.allocate(body.length + tag.length).put(body).put(tag).array();
        return EpochToken.ofBytes(token);
    }
}
