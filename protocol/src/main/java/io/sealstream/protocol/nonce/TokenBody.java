package io.sealstream.protocol.nonce;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.SpiffeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * The bytes of an epoch token:
 *
 * <pre>
 * token = ver(1) = 1, kid(1), issuedMs(6), rnd(6), tag(16)
 * tag   = first 16 bytes of HMAC-SHA256(K[kid], "sealstream-epoch-1" || token[0..13] || SPIFFE ID)
 * </pre>
 *
 * The tag is bound to the device, not to a certificate, so that renewal keeps the epoch. 128 bits
 * of it are enough: a forged token still needs the device's signature.
 */
record TokenBody(int version, int kid, Epoch epoch) {
    static final int VERSION = 1;
    static final int BODY = 14;
    static final int TAG = 16;
    private static final byte[] LABEL = "sealstream-epoch-1".getBytes(StandardCharsets.US_ASCII);

    static TokenBody read(byte[] token) {
        ByteBuffer in = ByteBuffer.wrap(token);
        int version = in.get() & 0xff;
        int kid = in.get() & 0xff;
        return new TokenBody(version, kid, Epoch.read(in));
    }

    byte[] body() {
        ByteBuffer out = ByteBuffer.allocate(BODY).put((byte) version).put((byte) kid);
        epoch.write(out);
        return out.array();
    }

    static byte[] tag(EpochKey key, byte[] body, String trustDomain, DeviceId device) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.key());
            mac.update(LABEL);
            mac.update(body);
            String id = new SpiffeId(trustDomain, device).toString();
            mac.update(id.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(), TAG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
