package io.sealstream.benchmarks.floor;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * A signed request as a device makes it.
 *
 * @param request what was signed
 * @param headers the fields of the signature
 * @param signature the same, parsed
 * @param key the key it verifies with
 */
public record SignedSample(
        CoveredRequest request, SignatureHeaders headers, EventSignature signature, DeviceKey key) {
    private static final String NONCE = "A".repeat(40) + ".123456";

    /** Makes a fresh key and signs a request with it. */
    public static SignedSample create() {
        try {
            return signed(
                    new EventFacts(
                            new DeviceId("acme", "thermometer-7"),
                            new StreamName("readings"),
                            EventId.random(),
                            "application/octet-stream",
                            ContentDigest.of(ContentDigest.Algorithm.SHA_256, new byte[256])));
        } catch (GeneralSecurityException | MalformedSignatureException e) {
            throw new IllegalStateException("every JDK makes and signs with P-256 keys", e);
        }
    }

    private static SignedSample signed(EventFacts facts)
            throws GeneralSecurityException, MalformedSignatureException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        CoveredRequest request = CoveredRequest.of(facts, "ingest.example:8443", "?");
        SignatureHeaders headers = new EventSigner(pair.getPrivate(), key).sign(request, NONCE);
        EventSignature signature =
                RequestSignature.read(
                        facts.device(),
                        request,
                        name -> null,
                        headers.signatureInput(),
                        headers.signature());
        return new SignedSample(request, headers, signature, key);
    }
}
