package io.sealstream.storage;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.protocol.proof.RefutedEventException;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens events of one device at a time, and proves each. */
public final class EventOpener {
    private final OpenKeys keys;
    private final DeviceCertificates certificates;
    private final EventProof proof;

    public EventOpener(OpenKeys keys, DeviceCertificates certificates, EventProof proof) {
        this.keys = keys;
        this.certificates = certificates;
        this.proof = proof;
    }

    /** Fetches what is needed to open these events. The caller closes the session. */
    Session session(DeviceId device, List<StoredEvent> events) {
        Set<DataKeyId> ids = new HashSet<>();
        for (StoredEvent event : events) {
            try {
                ids.add(SealedEvent.dataKeyIdOf(event.submission().sealedEvent()));
            } catch (WrongCiphertextException e) {
                // Opening it will say so.
            }
        }
        List<DeviceCertificate> known = certificates.find(device);
        return new Session(device, keys.of(device, ids), known);
    }

    /** Opens events of one device. */
    final class Session implements AutoCloseable {
        private final DeviceId device;
        private final OpenKeys.Page page;
        private final List<DeviceCertificate> known;

        private Session(DeviceId device, OpenKeys.Page page, List<DeviceCertificate> known) {
            this.device = device;
            this.page = page;
            this.known = known;
        }

        /**
         * Opens and proves an event.
         *
         * @throws RefutedEventException when it does not open, or is not what the device sent
         * @throws KeysUnavailableException when that cannot be said now
         */
        ReadEvent open(StoredEvent event) throws RefutedEventException {
            Submission s = event.submission();
            if (!s.device().equals(device)) {
                throw new RefutedEventException("the document is another device's");
            }
            byte[] content = content(s);
            String why = "the device did not sign this";
            for (DeviceCertificate candidate : candidates(s)) {
                try {
                    proof.check(
                            s.facts(),
                            content,
                            s.evidence(),
                            candidate.certificate(),
                            s.receivedAt());
                    return new ReadEvent(event, content, candidate.certificate());
                } catch (RefutedEventException e) {
                    why = String.valueOf(e.getMessage());
                }
            }
            if (candidates(s).stream().allMatch(candidate -> endedBefore(candidate, s))) {
                throw new KeysUnavailableException("a newer certificate is not known yet");
            }
            throw new RefutedEventException(why);
        }

        private static boolean endedBefore(DeviceCertificate candidate, Submission s) {
            try {
                return Pem.readCertificates(candidate.certificate())
                        .getFirst()
                        .getNotAfter()
                        .toInstant()
                        .isBefore(s.receivedAt());
            } catch (CertificateException e) {
                return false;
            }
        }

        private byte[] content(Submission s) throws RefutedEventException {
            try {
                DataKeyId id = SealedEvent.dataKeyIdOf(s.sealedEvent());
                return page.key(id).opener().open(s.facts(), s.sealedEvent());
            } catch (WrongCiphertextException e) {
                throw new RefutedEventException("the ciphertext does not open", e);
            }
        }

        /** A key has a certificate for each renewal; one of them was valid when the event came. */
        private List<DeviceCertificate> candidates(Submission s) throws RefutedEventException {
            KeyId signedBy;
            try {
                signedBy = EventSignature.of(s.facts(), s.evidence()).parameters().keyId();
            } catch (MalformedSignatureException e) {
                throw new RefutedEventException("the evidence is malformed", e);
            }
            List<DeviceCertificate> candidates =
                    known.stream().filter(c -> c.keyId().equals(signedBy)).toList();
            if (candidates.isEmpty()) {
                throw new KeysUnavailableException("a device certificate is not known yet");
            }
            return candidates;
        }

        @Override
        public void close() {
            page.close();
        }
    }
}
