package io.sealstream.ingest.http;

import io.sealstream.servicekit.http.Callers;

/**
 * What the door is told.
 *
 * @param callers tells who calls
 * @param maxContentBytes largest event
 */
public record DoorSettings(Callers callers, int maxContentBytes) {}
