package io.sealstream.protocol;

import java.util.Arrays;

/**
 * What proves who sent an event: the RFC 9421 signature base, which holds every covered value and
 * the signature parameters, and the signature over it. Whoever has the device's public key can
 * check it without Sealstream.
 *
 * @param signatureBase RFC 9421 section 2.5, ASCII
 * @param signature raw signature bytes
 */
public record SignatureEvidence(String signatureBase, byte[] signature) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureEvidence that
                && signatureBase.equals(that.signatureBase)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return signatureBase.hashCode();
    }
}
