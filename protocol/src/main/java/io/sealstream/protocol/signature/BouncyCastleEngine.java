package io.sealstream.protocol.signature;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Bouncy Castle's lightweight engines, without a provider. */
final class BouncyCastleEngine implements VerifyingEngine {
    private static final ECDomainParameters P256 = p256();

    @Override
    public boolean verify(DeviceKey key, byte[] message, byte[] signature) {
        return switch (key.algorithm()) {
            case ED25519 -> ed25519(key, message, signature);
            case ECDSA_P256_SHA256 -> ecdsa(key, message, signature);
        };
    }

    @Override
    public String name() {
        return "Bouncy Castle";
    }

    private static boolean ed25519(DeviceKey key, byte[] message, byte[] signature) {
        Ed25519Signer engine = new Ed25519Signer();
        engine.init(false, new Ed25519PublicKeyParameters(key.point()));
        engine.update(message, 0, message.length);
        return engine.verifySignature(signature);
    }

    private static boolean ecdsa(DeviceKey key, byte[] message, byte[] signature) {
        Optional<RawEcdsa> raw = RawEcdsa.read(signature);
        if (raw.isEmpty()) {
            return false;
        }
        BigInteger[] point = RawEcdsa.coordinates(key.point());
        ECDSASigner engine = new ECDSASigner();
        engine.init(
                false,
                new ECPublicKeyParameters(P256.getCurve().createPoint(point[0], point[1]), P256));
        return engine.verifySignature(sha256(message), raw.get().r(), raw.get().s());
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ECDomainParameters p256() {
        X9ECParameters curve = NISTNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve);
    }
}
