package io.sealstream.protocol.signature;

import io.sealstream.protocol.InvalidIdentifierException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * The key pair of a one-time token. The token is an Ed25519 private key (RFC 8032, section 5.1.5):
 * 32 random bytes as 43 characters of base64url without padding. A device signs its first enrolment
 * with it and sends it nowhere; the platform keeps the public key.
 */
public final class EnrolmentKey {
    private static final int SEED_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKey key;

    private EnrolmentKey(SigningKey key) {
        this.key = key;
    }

    /** A new token from a secure random source. */
    public static String newToken() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /**
     * The key pair of a token.
     *
     * @throws InvalidIdentifierException when the text is no token
     */
    public static EnrolmentKey ofToken(String token) {
        byte[] seed = seed(token);
        try {
            var point = new Ed25519PrivateKeyParameters(seed).generatePublicKey();
            byte[] der = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(point).getEncoded();
            return new EnrolmentKey(
                    new SigningKey(
                            KeyFactory.getInstance("Ed25519")
                                    .generatePrivate(
                                            new EdECPrivateKeySpec(
                                                    NamedParameterSpec.ED25519, seed)),
                            DeviceKey.ofSubjectPublicKeyInfo(der),
                            null));
        } catch (InvalidKeyException e) {
            throw new InvalidIdentifierException("a token of no use");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static byte[] seed(String token) {
        try {
            byte[] seed = Base64.getUrlDecoder().decode(token);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(seed);
            if (seed.length == SEED_BYTES && again.equals(token)) {
                return seed;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidIdentifierException("a token is 43 characters of base64url");
        }
        throw new InvalidIdentifierException("a token is 43 characters of base64url");
    }

    /** What the platform knows of the token. */
    public DeviceKey publicKey() {
        return key.publicKey();
    }

    SigningKey signingKey() {
        return key;
    }

    @Override
    public String toString() {
        return "EnrolmentKey[" + key.publicKey().keyId() + "]";
    }
}
