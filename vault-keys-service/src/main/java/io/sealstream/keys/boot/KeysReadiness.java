package io.sealstream.keys.boot;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when {@link Dependencies} are; names each of them. */
@Readiness
@Singleton
public class KeysReadiness implements HealthCheck {
    private final KeysService service;

    public KeysReadiness(KeysService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        Dependencies now = service.dependencies();
        return HealthCheckResponse.named("vault-keys")
                .withData("documents", now.documents())
                .withData("indexes", now.indexes())
                .withData("epochKeys", now.epochKeys())
                .withData("vault", now.vault().name().toLowerCase(Locale.ROOT))
                .withData("statesWaiting", now.statesWaiting())
                .status(now.ready())
                .build();
    }
}
