package io.sealstream.ingest.http;

/**
 * What the door is told.
 *
 * @param trustDomain of the devices
 * @param maxContentBytes largest event
 */
public record DoorSettings(String trustDomain, int maxContentBytes) {}
