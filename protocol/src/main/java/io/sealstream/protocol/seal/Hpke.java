package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.internal.cbor.CborWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * How a data key comes out of HPKE base mode:
 *
 * <pre>
 * info = deterministic CBOR [ "sealstream-dek-1", tenant: tstr, device: tstr,
 *                             dataKeyId: bstr .size 16, envelopeKeyId: bstr .size 16 ]
 * DEK  = Context.Export("sealstream-dek-1", 32)          ; RFC 9180, section 5.3
 * </pre>
 */
final class Hpke {
    private static final String LABEL = "sealstream-dek-1";
    private static final byte[] CONTEXT = LABEL.getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    /** An encapsulated key, and the data key it stands for. */
    record Encapsulated(byte[] enc, byte[] dataKey) {}

    private Hpke() {}

    static Encapsulated encapsulate(EnvelopeSuite suite, byte[] publicKey, byte[] info) {
        suite.requirePublicKey(publicKey);
        HPKE hpke = suite.hpke();
        HPKEContextWithEncapsulation context =
                hpke.setupBaseS(hpke.deserializePublicKey(publicKey), info);
        return new Encapsulated(context.getEncapsulation(), export(context));
    }

    static byte[] decapsulate(EnvelopeSuite suite, byte[] seed, byte[] enc, byte[] info) {
        HPKE hpke = suite.hpke();
        return export(hpke.setupBaseR(enc, suite.keyPair(hpke, seed), info));
    }

    static byte[] info(DeviceId device, DataKeyId dataKey, EnvelopeKeyId envelopeKey) {
        return new CborWriter(192)
                .array(5)
                .text(LABEL)
                .text(device.tenant())
                .text(device.device())
                .bytes(dataKey.toBytes())
                .bytes(envelopeKey.toBytes())
                .toBytes();
    }

    private static byte[] export(HPKEContext context) {
        return context.export(CONTEXT, KEY_BYTES);
    }
}
