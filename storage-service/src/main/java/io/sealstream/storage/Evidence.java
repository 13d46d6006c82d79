package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.protocol.signature.SignatureVerifier;
import java.security.InvalidKeyException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks the signatures of stored events with the certificates their devices had. */
public final class Evidence {
    private final DeviceCertificates certificates;

    public Evidence(DeviceCertificates certificates) {
        this.certificates = certificates;
    }

    /** What vouches for the events of a device. */
    public Vouchers of(DeviceId device) {
        return new Vouchers(certificates.find(device));
    }

    /**
     * The certificates of one device.
     *
     * @param certificates all it ever had
     */
    public record Vouchers(List<DeviceCertificate> certificates) {

        /** The certificate under which the event's signature verifies; empty when none does. */
        public Optional<DeviceCertificate> verify(Submission submission) {
            try {
                EventSignature signature = EventSignature.fromEvidence(submission.evidence());
                Optional<DeviceCertificate> certificate =
                        forKey(signature.parameters().keyId(), submission);
                if (certificate.isEmpty()) {
                    throw new KeysUnavailableException("a device certificate is not known yet");
                }
                DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(certificate.get().publicKey());
                boolean verified = SignatureVerifier.verify(signature, key);
                return verified ? certificate : Optional.empty();
            } catch (MalformedSignatureException | InvalidKeyException e) {
                return Optional.empty();
            }
        }

        /** Of several certificates for one key, the one that was valid when the event came. */
        private Optional<DeviceCertificate> forKey(KeyId keyId, Submission submission) {
            Comparator<DeviceCertificate> validFirst =
                    Comparator.comparing(
                            certificate -> certificate.validAt(submission.receivedAt()));
            return certificates.stream()
                    .filter(certificate -> certificate.keyId().equals(keyId))
                    .max(validFirst.thenComparing(DeviceCertificate::notAfter));
        }
    }
}
