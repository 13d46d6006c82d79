package io.sealstream.protocol.signature;

import java.nio.charset.StandardCharsets;

/**
 * Verifies signatures, with Conscrypt where its native library loads, else with Bouncy Castle.
 * Thread-safe.
 */
public final class SignatureVerifier {
    private static final VerifyingEngine ENGINE =
            ConscryptEngine.load().orElseGet(BouncyCastleEngine::new);

    private SignatureVerifier() {}

    /**
     * Says whether {@code key} made the signature: the {@code keyid} is this key's, {@code alg}, if
     * given, is this key's, and the signature verifies over its base.
     */
    public static boolean verify(EventSignature signature, DeviceKey key) {
        SignatureParameters parameters = signature.parameters();
        SignatureAlgorithm named = parameters.algorithm();
        if (!parameters.keyId().equals(key.keyId())
                || (named != null && named != key.algorithm())) {
            return false;
        }
        byte[] bytes = signature.evidence().signature();
        byte[] base = signature.evidence().signatureBase().getBytes(StandardCharsets.US_ASCII);
        return bytes.length == SignatureAlgorithm.SIGNATURE_BYTES
                && ENGINE.verify(key, base, bytes);
    }

    /** Names the library at work, for the log. */
    public static String engineName() {
        return ENGINE.name();
    }
}
