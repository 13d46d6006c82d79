package io.sealstream.devstack.vault.barrier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a random 96-bit IV in front of the ciphertext, bound to a name. */
final class SealedBox {
    private static final int IV = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private SealedBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static SealedBox takeCopyOf(byte[] key) {
        return new SealedBox(key);
    }

    static byte[] newKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    byte[] seal(String name, byte[] content) throws GeneralSecurityException {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, name).doFinal(content);
        return ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
    }

    byte[] open(String name, byte[] box) throws GeneralSecurityException {
        if (box.length < IV) {
            throw new GeneralSecurityException("too short");
        }
        byte[] iv = Arrays.copyOf(box, IV);
        return cipher(Cipher.DECRYPT_MODE, iv, name).doFinal(box, IV, box.length - IV);
    }

    /** A name for a file that tells nothing about what it is for. */
    byte[] hide(String name) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
        return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    }

    private Cipher cipher(int mode, byte[] iv, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
