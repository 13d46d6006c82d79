package io.sealstream.storage.boot;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers and every topic is being consumed. */
@Readiness
@ApplicationScoped
public class StorageReadiness implements HealthCheck {
    private final StorageService service;

    public StorageReadiness(StorageService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("storage").status(service.ready()).build();
    }
}
