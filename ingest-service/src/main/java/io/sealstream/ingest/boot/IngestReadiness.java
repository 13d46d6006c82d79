package io.sealstream.ingest.boot;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every device can be looked up and nonces can be checked. */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {
    private final IngestService service;

    public IngestReadiness(IngestService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest").status(service.ready()).build();
    }
}
