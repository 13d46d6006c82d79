package io.sealstream.ingest.http;

import io.sealstream.servicekit.http.Callers;

/**
 * Settings of the endpoint.
 *
 * @param callers tells who calls
 * @param maxContentBytes largest event
 */
public record EndpointSettings(Callers callers, int maxContentBytes) {}
