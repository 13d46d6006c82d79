package io.sealstream.systemtests.record;

/**
 * An event as it was found somewhere in the system.
 *
 * @param address {@code tenant/device/eventId}
 * @param digest digest of its content, RFC 9530 member
 */
public record Sighting(String address, String digest) {}
