package io.sealstream.reader;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.signature.ContentDigestField;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureVerifier;
import java.security.InvalidKeyException;
import java.security.cert.CertificateException;

/**
 * Checks an event without believing the platform: the content has the digest the device signed, the
 * signature is by the key named in it, over this stream and event id, and the key is that device's
 * by a certificate that was valid when the event came.
 */
final class EventVerifier {
    private final DeviceChains chains;

    EventVerifier(DeviceChains chains) {
        this.chains = chains;
    }

    Verification verify(ReceivedEvent event) {
        try {
            check(event);
            return new Verification.Verified();
        } catch (Refusal e) {
            return new Verification.Failed(e.reason);
        } catch (MalformedSignatureException | InvalidIdentifierException e) {
            return new Verification.Failed("the evidence is malformed");
        } catch (InvalidKeyException e) {
            return new Verification.Failed("the device key is malformed");
        } catch (CertificateException e) {
            return new Verification.Failed("the certificate does not speak for the device");
        }
    }

    private void check(ReceivedEvent event)
            throws MalformedSignatureException, InvalidKeyException, CertificateException, Refusal {
        Evidence evidence = event.evidence();
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(evidence.publicKey());
        EventSignature signature =
                EventSignature.fromEvidence(
                        new SignatureEvidence(evidence.signatureBase(), evidence.signature()));
        require(
                signature.parameters().keyId().equals(key.keyId()),
                "keyid is not the thumbprint of the key");
        require(SignatureVerifier.verify(signature, key), "the signature does not verify");
        checkCovered(event, signature);
        byte[] certificate = evidence.certificate();
        if (certificate == null) {
            throw new Refusal("there is no certificate of the device");
        }
        chains.check(
                certificate, evidence.publicKey(), event.stream().device(), event.receivedAt());
    }

    private static void checkCovered(ReceivedEvent event, EventSignature signature)
            throws MalformedSignatureException, Refusal {
        var signed = signature.request();
        require(signed.method().equals("POST"), "another method was signed");
        require(signed.stream().equals(event.stream().stream()), "another stream was signed");
        require(signed.eventId().equals(event.id()), "another event id was signed");
        require(
                signed.contentType().equals(event.contentType()),
                "another content type was signed");
        ContentDigestField digests = ContentDigestField.parse(signed.contentDigest());
        require(digests.matches(event.content()), "the content is not what was signed");
        require(
                digests.known().contains(ContentDigest.parse(event.contentDigest())),
                "another content digest was signed");
    }

    private static void require(boolean holds, String otherwise) throws Refusal {
        if (!holds) {
            throw new Refusal(otherwise);
        }
    }

    private static final class Refusal extends Exception {
        private final String reason;

        Refusal(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
