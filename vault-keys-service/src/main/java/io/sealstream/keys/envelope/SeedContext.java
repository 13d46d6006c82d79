package io.sealstream.keys.envelope;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.internal.cbor.CborWriter;

/**
 * What a wrapped seed is bound to, as deterministic CBOR (RFC 8949, section 4.2.1):
 *
 * <pre>
 * [ "sealstream-envelope-seed-1", tenant: tstr, device: tstr, envelopeKeyId: tstr ]
 * </pre>
 *
 * A wrapped seed that somebody moves to another device's document does not open there.
 */
final class SeedContext {
    private SeedContext() {}

    static byte[] of(DeviceId device, EnvelopeKeyId id) {
        return new CborWriter(128)
                .array(4)
                .text("sealstream-envelope-seed-1")
                .text(device.tenant())
                .text(device.device())
                .text(id.toString())
                .toBytes();
    }
}
