package io.sealstream.devstack.vault.transit;

import io.sealstream.devstack.vault.request.Refusal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Ciphertext {@code vault:v1:<base64 of 12-byte IV and AES-256-GCM output>}. The key is HKDF-SHA256
 * (RFC 5869) of the named key without salt, with the context as info.
 */
final class TransitCipher {
    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v1:(.+)");
    private static final int IV = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TransitCipher() {}

    static String encrypt(TransitKey key, byte[] context, byte[] plaintext) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keyFor(key, context), iv).doFinal(plaintext);
            byte[] box = ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
            return "vault:v1:" + Base64.getEncoder().encodeToString(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no AES-GCM or HKDF", e);
        }
    }

    static byte[] decrypt(TransitKey key, byte[] context, String ciphertext) {
        Matcher matcher = CIPHERTEXT.matcher(ciphertext);
        if (!matcher.matches()) {
            throw Refusal.badRequest("invalid ciphertext: no prefix");
        }
        byte[] box = base64(matcher.group(1));
        byte[] iv = Arrays.copyOf(box, IV);
        try {
            return cipher(Cipher.DECRYPT_MODE, keyFor(key, context), iv)
                    .doFinal(box, IV, box.length - IV);
        } catch (AEADBadTagException e) {
            throw Refusal.badRequest("cipher: message authentication failed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no AES-GCM or HKDF", e);
        }
    }

    private static byte[] base64(String text) {
        try {
            byte[] box = Base64.getDecoder().decode(text);
            if (box.length >= IV + TAG_BITS / 8) {
                return box;
            }
            throw Refusal.badRequest("invalid ciphertext length");
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("invalid ciphertext: could not decode base64");
        }
    }

    private static SecretKey keyFor(TransitKey key, byte[] context)
            throws GeneralSecurityException {
        if (context.length == 0) {
            throw Refusal.badRequest(
                    "missing 'context' for key derivation; the key was created using a derived key,"
                            + " which means additional, per-request information must be included in"
                            + " order to perform operations with the key");
        }
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract().addIKM(key.key()).thenExpand(context, 32));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
