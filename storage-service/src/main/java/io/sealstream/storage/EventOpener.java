package io.sealstream.storage;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.protocol.proof.RefutedEventException;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.MalformedSignatureException;
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
        Set<DataKeyId> sealedWith = new HashSet<>();
        Set<KeyId> signedBy = new HashSet<>();
        for (StoredEvent event : events) {
            Submission s = event.submission();
            try {
                sealedWith.add(SealedEvent.dataKeyIdOf(s.sealedEvent()));
                signedBy.add(signedBy(s));
            } catch (WrongCiphertextException | RefutedEventException e) {
                // Opening it will say so.
            }
        }
        KnownCertificates known =
                new KnownCertificates(
                        signedBy.isEmpty() ? List.of() : certificates.find(device, signedBy));
        return new Session(device, keys.of(device, sealedWith), known);
    }

    private static KeyId signedBy(Submission s) throws RefutedEventException {
        try {
            return EventSignature.of(s.facts(), s.evidence()).parameters().keyId();
        } catch (MalformedSignatureException e) {
            throw new RefutedEventException("the evidence is malformed", e);
        }
    }

    /** Opens events of one device. */
    final class Session implements AutoCloseable {
        private final DeviceId device;
        private final OpenKeys.Page page;
        private final KnownCertificates known;

        private Session(DeviceId device, OpenKeys.Page page, KnownCertificates known) {
            this.device = device;
            this.page = page;
            this.known = known;
        }

        /**
         * Opens and proves an event.
         *
         * @throws RefutedEventException when it does not open, or is not what the device sent
         * @throws NotKnownYetException when that cannot be said yet
         */
        ReadEvent open(StoredEvent event) throws RefutedEventException {
            Submission s = event.submission();
            if (!s.device().equals(device)) {
                throw new RefutedEventException("the document is another device's");
            }
            byte[] content = content(s);
            String why = "no certificate of the key was valid then";
            for (byte[] certificate : known.of(signedBy(s), s.receivedAt())) {
                try {
                    proof.check(s.facts(), content, s.evidence(), certificate, s.receivedAt());
                    return new ReadEvent(event, content, certificate);
                } catch (RefutedEventException e) {
                    why = String.valueOf(e.getMessage());
                }
            }
            throw new RefutedEventException(why);
        }

        private byte[] content(Submission s) throws RefutedEventException {
            try {
                DataKeyId id = SealedEvent.dataKeyIdOf(s.sealedEvent());
                return page.key(id).opener().open(s.facts(), s.sealedEvent());
            } catch (WrongCiphertextException e) {
                throw new RefutedEventException("the ciphertext does not open", e);
            }
        }

        @Override
        public void close() {
            page.close();
        }
    }
}
