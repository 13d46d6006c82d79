package io.sealstream.ingest.http;

import io.sealstream.servicekit.http.Callers;
import java.time.Duration;

/**
 * Settings of the endpoint.
 *
 * @param callers tells who calls
 * @param maxContentBytes largest event
 * @param maxHeldBytes how much all bodies under way hold in memory together
 * @param bodyDeadline how long a body may take to arrive
 */
public record EndpointSettings(
        Callers callers, int maxContentBytes, long maxHeldBytes, Duration bodyDeadline) {}
