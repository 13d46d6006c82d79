package io.sealstream.protocol.signature;

/**
 * Verifies signatures, with Conscrypt where its native library loads, else with Bouncy Castle.
 * Thread-safe.
 */
public final class SignatureVerifier {
    private static final VerifyingEngine ENGINE =
            ConscryptEngine.load().orElseGet(BouncyCastleEngine::new);

    private SignatureVerifier() {}

    /** Says whether {@code key} made the signature over {@code base}. */
    static boolean verify(DeviceKey key, byte[] base, byte[] signature) {
        return signature.length == SignatureAlgorithm.SIGNATURE_BYTES
                && ENGINE.verify(key, base, signature);
    }

    /** Names the library at work, for the log. */
    public static String engineName() {
        return ENGINE.name();
    }
}
