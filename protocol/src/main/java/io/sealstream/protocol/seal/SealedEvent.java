package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.internal.cbor.CborReader;
import io.sealstream.protocol.internal.cbor.CborWriter;
import io.sealstream.protocol.internal.cbor.MalformedCborException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sealed event as bytes: COSE_Encrypt0 (RFC 9052, section 5.2) in deterministic CBOR, and no
 * other spelling of it.
 *
 * <pre>
 * 16([ &lt;&lt;{1: 3}&gt;&gt;, {4: bstr .size 16, 5: bstr .size 12}, bstr ])
 *      alg A256GCM    data key id        IV                ciphertext and tag
 * </pre>
 *
 * The IV is 4 zero bytes and a counter, because a data key lives in one process and dies with it,
 * so its counter cannot repeat, while random IVs would.
 */
public final class SealedEvent {
    private static final int COSE_ENCRYPT0 = 16;
    private static final int KID = 4;
    private static final int IV = 5;
    private static final int IV_BYTES = 12;
    private static final int ID_BYTES = 16;
    private static final int TAG_BYTES = 16;
    private static final byte[] PROTECTED = {(byte) 0xa1, 0x01, 0x03};

    private final DataKeyId dataKeyId;
    private final byte[] iv;
    private final byte[] ciphertext;

    SealedEvent(DataKeyId dataKeyId, byte[] iv, byte[] ciphertext) {
        this.dataKeyId = dataKeyId;
        this.iv = iv;
        this.ciphertext = ciphertext;
    }

    /**
     * Reads which data key opens a sealed event.
     *
     * @throws WrongCiphertextException when the bytes are none
     */
    public static DataKeyId dataKeyIdOf(byte[] sealedEvent) throws WrongCiphertextException {
        return decode(sealedEvent).dataKeyId;
    }

    DataKeyId dataKeyId() {
        return dataKeyId;
    }

    byte[] iv() {
        return iv;
    }

    byte[] ciphertext() {
        return ciphertext;
    }

    static byte[] iv(long counter) {
        return ByteBuffer.allocate(IV_BYTES).putInt(0).putLong(counter).array();
    }

    /** The Enc_structure (RFC 9052, section 5.3). */
    static byte[] aad(byte[] externalAad) {
        return encStructure(PROTECTED, externalAad);
    }

    static byte[] encStructure(byte[] protectedHeader, byte[] externalAad) {
        return new CborWriter(32 + externalAad.length)
                .array(3)
                .text("Encrypt0")
                .bytes(protectedHeader)
                .bytes(externalAad)
                .toBytes();
    }

    byte[] encode() {
        return new CborWriter(64 + ciphertext.length)
                .tag(COSE_ENCRYPT0)
                .array(3)
                .bytes(PROTECTED)
                .map(2)
                .integer(KID)
                .bytes(dataKeyId.toBytes())
                .integer(IV)
                .bytes(iv)
                .bytes(ciphertext)
                .toBytes();
    }

    static SealedEvent decode(byte[] bytes) throws WrongCiphertextException {
        try {
            return read(new CborReader(bytes));
        } catch (MalformedCborException e) {
            throw new WrongCiphertextException("not a sealed event", e);
        }
    }

    private static SealedEvent read(CborReader in)
            throws MalformedCborException, WrongCiphertextException {
        in.tag(COSE_ENCRYPT0);
        in.array(3);
        require(Arrays.equals(in.bytes(), PROTECTED), "algorithm");
        in.map(2);
        in.integer(KID);
        byte[] id = in.bytes();
        require(id.length == ID_BYTES, "data key id");
        in.integer(IV);
        byte[] iv = in.bytes();
        require(iv.length == IV_BYTES && ByteBuffer.wrap(iv).getInt() == 0, "IV");
        byte[] ciphertext = in.bytes();
        require(ciphertext.length >= TAG_BYTES, "ciphertext");
        in.end();
        return new SealedEvent(DataKeyId.ofBytes(id), iv, ciphertext);
    }

    private static void require(boolean valid, String what) throws WrongCiphertextException {
        if (!valid) {
            throw new WrongCiphertextException("a sealed event has a wrong " + what);
        }
    }
}
