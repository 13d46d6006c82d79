package io.sealstream.protocol.seal;

import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * How a data key is encapsulated to an envelope key: an HPKE suite (RFC 9180), always base mode,
 * HKDF-SHA256 and AES-256-GCM. The numbers are for ever.
 */
public enum EnvelopeSuite {
    /** X-Wing (draft-connolly-cfrg-xwing-kem), KEM 0x647a: ML-KEM-768 and X25519. The default. */
    X_WING(1, HPKE.kem_X_WING, 1216, 1120),
    /** DHKEM(X25519, HKDF-SHA256), KEM 0x0020. */
    X25519(2, HPKE.kem_X25519_SHA256, 32, 32);

    private final int number;
    private final short kem;
    private final int publicKeyLength;
    private final int encLength;

    EnvelopeSuite(int number, short kem, int publicKeyLength, int encLength) {
        this.number = number;
        this.kem = kem;
        this.publicKeyLength = publicKeyLength;
        this.encLength = encLength;
    }

    /** The suite number in records. */
    public int number() {
        return number;
    }

    /**
     * Finds a suite by its number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static EnvelopeSuite of(int number) {
        return Arrays.stream(values())
                .filter(s -> s.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an envelope suite"));
    }

    /** A new engine; Bouncy Castle does not say that one may be shared between threads. */
    HPKE hpke() {
        return new HPKE(HPKE.mode_base, kem, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /**
     * The key pair of a seed. For X-Wing the seed is the decapsulation key itself (section 5.2 of
     * the draft); for X25519 it is the input of DeriveKeyPair (RFC 9180, section 7.1.3).
     */
    AsymmetricCipherKeyPair keyPair(HPKE hpke, byte[] seed) {
        return this == X_WING ? hpke.deserializePrivateKey(seed, null) : hpke.deriveKeyPair(seed);
    }

    void requirePublicKey(byte[] publicKey) {
        if (publicKey.length != publicKeyLength) {
            throw new IllegalArgumentException("an envelope key has the length of its suite");
        }
    }

    boolean fits(byte[] enc) {
        return enc.length == encLength;
    }
}
