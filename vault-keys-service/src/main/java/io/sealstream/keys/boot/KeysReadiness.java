package io.sealstream.keys.boot;

import io.sealstream.keys.EpochKeyRing;
import io.sealstream.servicekit.documents.DocumentConnection;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the document store answers and epoch keys are in memory. Vault is not asked: while it
 * is sealed, epoch keys are served on, and what needs it answers 503 by itself.
 */
@Readiness
@Singleton
public class KeysReadiness implements HealthCheck {
    private final DocumentConnection documents;
    private final EpochKeyRing ring;

    public KeysReadiness(DocumentConnection documents, EpochKeyRing ring) {
        this.documents = documents;
        this.ring = ring;
    }

    @Override
    public HealthCheckResponse call() {
        boolean store = documents.answers();
        boolean keys = ring.isReady();
        return HealthCheckResponse.named("vault-keys")
                .withData("documents", store)
                .withData("epochKeys", keys)
                .status(store && keys)
                .build();
    }
}
