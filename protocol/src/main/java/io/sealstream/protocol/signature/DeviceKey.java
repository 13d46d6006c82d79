package io.sealstream.protocol.signature;

import io.sealstream.protocol.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * A device's public identity key. Making one checks that the key is a point of its curve, which
 * costs about as much as verifying a signature: keep it.
 *
 * <p>Accepts exactly one DER encoding per key: P-256 uncompressed with a named curve (RFC 5480),
 * and Ed25519 (RFC 8410).
 */
public final class DeviceKey {
    private static final byte[] P256 =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final SignatureAlgorithm algorithm;
    private final byte[] der;
    private final KeyId keyId;
    private volatile @Nullable Object prepared;

    private DeviceKey(SignatureAlgorithm algorithm, byte[] der, KeyId keyId) {
        this.algorithm = algorithm;
        this.der = der;
        this.keyId = keyId;
    }

    /**
     * Reads a key.
     *
     * @param der X.509 SubjectPublicKeyInfo
     * @throws InvalidKeyException for anything but a valid P-256 or Ed25519 key
     */
    public static DeviceKey ofSubjectPublicKeyInfo(byte[] der) throws InvalidKeyException {
        if (startsWith(der, P256) && der.length == P256.length + 64) {
            return p256(der.clone());
        }
        if (startsWith(der, ED25519) && der.length == ED25519.length + 32) {
            return ed25519(der.clone());
        }
        throw new InvalidKeyException("a device key is P-256 or Ed25519");
    }

    /** The key's thumbprint, RFC 7638 and RFC 8037. */
    public KeyId keyId() {
        return keyId;
    }

    /** The only signature algorithm that is accepted with this key. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** X.509 SubjectPublicKeyInfo, DER. */
    public byte[] subjectPublicKeyInfo() {
        return der.clone();
    }

    /** The key without its algorithm: x and y of P-256, or the 32 bytes of Ed25519. */
    byte[] point() {
        int start = algorithm == SignatureAlgorithm.ED25519 ? ED25519.length : P256.length;
        return Arrays.copyOfRange(der, start, der.length);
    }

    /** What the engine made of this key last time, if anything. */
    @Nullable Object prepared() {
        return prepared;
    }

    void prepared(Object engineKey) {
        prepared = engineKey;
    }

    private static DeviceKey p256(byte[] der) throws InvalidKeyException {
        byte[] encoded = Arrays.copyOfRange(der, P256.length - 1, der.length);
        try {
            NISTNamedCurves.getByName("P-256").getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("not a point of P-256", e);
        }
        String jwk =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(base64Url(encoded, 1, 33), base64Url(encoded, 33, 65));
        return new DeviceKey(SignatureAlgorithm.ECDSA_P256_SHA256, der, thumbprint(jwk));
    }

    private static DeviceKey ed25519(byte[] der) throws InvalidKeyException {
        if (!Ed25519.validatePublicKeyFull(der, ED25519.length)) {
            throw new InvalidKeyException("not a point of Ed25519's prime-order group");
        }
        String x = base64Url(der, ED25519.length, der.length);
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(x);
        return new DeviceKey(SignatureAlgorithm.ED25519, der, thumbprint(jwk));
    }

    private static KeyId thumbprint(String jwk) {
        try {
            byte[] utf8 = jwk.getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(utf8);
            return new KeyId(base64Url(hash, 0, hash.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64Url(byte[] bytes, int from, int to) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }

    private static boolean startsWith(byte[] der, byte[] start) {
        return der.length >= start.length
                && Arrays.equals(der, 0, start.length, start, 0, start.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }

    @Override
    public String toString() {
        return "DeviceKey[" + keyId + "]";
    }
}
