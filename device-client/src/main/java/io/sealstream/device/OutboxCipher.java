package io.sealstream.device;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.internal.cbor.CborReader;
import io.sealstream.protocol.internal.cbor.CborWriter;
import io.sealstream.protocol.internal.cbor.MalformedCborException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.util.BigIntegers;

/**
 * How an event lies in the outbox:
 *
 * <pre>
 * file  = 0x01, iv(12), AES-256-GCM(key, iv, aad = file name, plain)
 * plain = deterministic CBOR [ "sealstream-outbox-1", eventId: bstr, stream: tstr,
 *                              contentType: tstr, content: bstr ]
 * key   = HKDF-SHA256(ikm = private key of the outbox, info = "sealstream-outbox-1", 32)
 * </pre>
 *
 * The outbox has a key of its own, so that it outlives every identity key of the device. The IV is
 * random because files outlive processes and no counter does; one key writes far fewer than 2^32
 * files.
 */
final class OutboxCipher {
    private static final String LABEL = "sealstream-outbox-1";
    private static final byte VERSION = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    OutboxCipher(PrivateKey own) {
        byte[] secret = secret(own);
        try {
            key =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    "AES",
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(secret)
                                            .thenExpand(
                                                    LABEL.getBytes(StandardCharsets.US_ASCII),
                                                    KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        } finally {
            java.util.Arrays.fill(secret, (byte) 0);
        }
    }

    byte[] seal(String fileName, OutgoingEvent event) {
        byte[] plain =
                new CborWriter(128 + event.content().length)
                        .array(5)
                        .text(LABEL)
                        .bytes(event.id().toBytes())
                        .text(event.stream().value())
                        .text(event.contentType())
                        .bytes(event.content())
                        .toBytes();
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = run(Cipher.ENCRYPT_MODE, fileName, iv, plain);
            return ByteBuffer.allocate(1 + IV_BYTES + sealed.length)
                    .put(VERSION)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    OutgoingEvent open(String fileName, byte[] file) {
        if (file.length < 1 + IV_BYTES || file[0] != VERSION) {
            throw new DeviceException("an outbox file is damaged");
        }
        ByteBuffer in = ByteBuffer.wrap(file).position(1);
        byte[] iv = new byte[IV_BYTES];
        in.get(iv);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        try {
            return read(new CborReader(run(Cipher.DECRYPT_MODE, fileName, iv, sealed)));
        } catch (GeneralSecurityException | MalformedCborException e) {
            throw new DeviceException("an outbox file does not open with this folder's key", e);
        }
    }

    private byte[] run(int mode, String fileName, byte[] iv, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(fileName.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }

    private static OutgoingEvent read(CborReader in) throws MalformedCborException {
        in.array(5);
        in.text(LABEL);
        OutgoingEvent event =
                new OutgoingEvent(
                        EventId.ofBytes(in.bytes()),
                        new StreamName(in.text()),
                        in.text(),
                        in.bytes());
        in.end();
        return event;
    }

    private static byte[] secret(PrivateKey key) {
        return switch (key) {
            case ECPrivateKey ec -> BigIntegers.asUnsignedByteArray(KEY_BYTES, ec.getS());
            case EdECPrivateKey ed -> ed.getBytes().orElseThrow();
            default -> throw new DeviceException("a key of a device is P-256 or Ed25519");
        };
    }
}
