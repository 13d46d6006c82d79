package io.sealstream.benchmarks.check;

/**
 * An event as it stands in the database.
 *
 * @param device its device's name
 * @param eventId its id
 * @param digest the stored digest
 */
public record StoredEvent(String device, String eventId, String digest) {}
