package io.sealstream.keys.epoch;

import io.sealstream.protocol.internal.cbor.CborWriter;

/**
 * What a wrapped epoch key is bound to, as deterministic CBOR (RFC 8949, section 4.2.1):
 *
 * <pre>
 * [ "sealstream-epoch-key-1", generation: uint ]
 * </pre>
 */
final class EpochContext {
    private EpochContext() {}

    static byte[] of(long generation) {
        return new CborWriter(48)
                .array(2)
                .text("sealstream-epoch-key-1")
                .unsigned(generation)
                .toBytes();
    }
}
