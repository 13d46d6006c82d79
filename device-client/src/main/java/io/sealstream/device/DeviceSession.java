package io.sealstream.device;

import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.protocol.signature.EventSigner;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What belongs to one certificate: the connection and the signer. The epoch outlives it. */
final class DeviceSession {
    private final DeviceIdentity identity;
    private final IngestEndpoint ingest;
    private final EventRequests requests;
    private final EpochCounter epochs;

    DeviceSession(
            DeviceConfig config,
            DeviceIdentity identity,
            X509Certificate root,
            int waitSeconds,
            EpochCounter epochs)
            throws GeneralSecurityException {
        this.identity = identity;
        this.epochs = epochs;
        this.requests =
                new EventRequests(
                        config, new EventSigner(identity.key(), identity.publicKey()), waitSeconds);
        this.ingest =
                new IngestEndpoint(
                        config.ingest(),
                        TlsContexts.client(
                                identity.key(),
                                identity.chain(),
                                List.of(root),
                                config.ingestIdentity()));
    }

    SignedEvent prepare(OutgoingEvent event) throws IOException, InterruptedException {
        Optional<String> nonce = epochs.next();
        while (nonce.isEmpty()) {
            epochs.start(ingest.epoch());
            nonce = epochs.next();
        }
        return requests.sign(event, nonce.get());
    }

    /** Whether the endpoint answers this identity. */
    boolean isAnswered() {
        try {
            return !ingest.epoch().text().isEmpty();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    DeviceIdentity identity() {
        return identity;
    }

    IngestEndpoint ingest() {
        return ingest;
    }

    EpochCounter epochs() {
        return epochs;
    }
}
