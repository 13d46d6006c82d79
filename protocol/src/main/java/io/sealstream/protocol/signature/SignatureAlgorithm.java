package io.sealstream.protocol.signature;

import java.util.Optional;

/** The two algorithms of the profile (RFC 9421, section 3.3). Both give 64 bytes. */
public enum SignatureAlgorithm {
    /** P-256 and SHA-256; the signature is r and s, 32 bytes each (section 3.3.4). */
    ECDSA_P256_SHA256("ecdsa-p256-sha256"),
    /** Section 3.3.6. */
    ED25519("ed25519");

    /** Length of every signature of the profile. */
    static final int SIGNATURE_BYTES = 64;

    private final String label;

    SignatureAlgorithm(String label) {
        this.label = label;
    }

    /** The value of the {@code alg} parameter. */
    public String label() {
        return label;
    }

    static Optional<SignatureAlgorithm> ofLabel(String label) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.label.equals(label)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
