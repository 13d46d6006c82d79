package io.sealstream.keys;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.cbor.CborWriter;

/**
 * What a wrapped key is bound to, as deterministic CBOR (RFC 8949, section 4.2.1):
 *
 * <pre>
 * seed  = [ "sealstream-envelope-seed-1", tenant: tstr, device: tstr, envelopeKeyId: tstr ]
 * epoch = [ "sealstream-epoch-key-1", generation: uint ]
 * </pre>
 *
 * A wrapped key that somebody moves to another device's document does not open there.
 */
final class KeyContext {
    private KeyContext() {}

    static byte[] ofSeed(DeviceId device, EnvelopeKeyId id) {
        return new CborWriter(128)
                .array(4)
                .text("sealstream-envelope-seed-1")
                .text(device.tenant())
                .text(device.device())
                .text(id.toString())
                .toBytes();
    }

    static byte[] ofEpochKey(long generation) {
        return new CborWriter(48)
                .array(2)
                .text("sealstream-epoch-key-1")
                .unsigned(generation)
                .toBytes();
    }
}
