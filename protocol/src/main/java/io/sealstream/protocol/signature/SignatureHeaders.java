package io.sealstream.protocol.signature;

import java.util.Objects;

/**
 * The two fields of a signature.
 *
 * @param signatureInput value of {@code Signature-Input}
 * @param signature value of {@code Signature}
 */
public record SignatureHeaders(String signatureInput, String signature) {
    public SignatureHeaders {
        Objects.requireNonNull(signatureInput, "signatureInput");
        Objects.requireNonNull(signature, "signature");
    }
}
