package io.sealstream.protocol.seal;

import io.sealstream.protocol.secret.KeyBytes;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.spec.GCMParameterSpec;

/** The JDK's AES-256-GCM with a 128-bit tag; one engine a thread. */
final class Aes256Gcm {
    private static final int TAG_BITS = 128;
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Aes256Gcm::cipher);

    private Aes256Gcm() {}

    static byte[] seal(KeyBytes key, byte[] iv, byte[] aad, byte[] content) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, iv, aad, content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM could not seal", e);
        }
    }

    static byte[] open(KeyBytes key, byte[] iv, byte[] aad, byte[] ciphertext)
            throws AEADBadTagException {
        try {
            return run(Cipher.DECRYPT_MODE, key, iv, aad, ciphertext);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM could not open", e);
        }
    }

    private static byte[] run(int mode, KeyBytes key, byte[] iv, byte[] aad, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(aad);
        return cipher.doFinal(input);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (NoSuchAlgorithmException | NoSuchProviderException | NoSuchPaddingException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
