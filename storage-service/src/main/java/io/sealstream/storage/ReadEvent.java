package io.sealstream.storage;

/**
 * An event as a reader receives it: opened, and checked to be what its device sent.
 *
 * @param event what is stored
 * @param content the device's bytes
 * @param certificate the device's certificate for the signing key, DER
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReadEvent(StoredEvent event, byte[] content, byte[] certificate) {}
