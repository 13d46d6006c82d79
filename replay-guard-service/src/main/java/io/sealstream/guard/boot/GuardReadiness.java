package io.sealstream.guard.boot;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when records are being judged. */
@Readiness
@ApplicationScoped
public class GuardReadiness implements HealthCheck {
    private final GuardService service;

    public GuardReadiness(GuardService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replay-guard").status(service.ready()).build();
    }
}
