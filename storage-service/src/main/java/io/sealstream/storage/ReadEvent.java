package io.sealstream.storage;

import org.jspecify.annotations.Nullable;

/**
 * An event as a reader gets it: opened, its digest and its device's signature checked.
 *
 * @param event what is stored
 * @param content the device's bytes
 * @param certificate the device's certificate for the signing key, as far as known
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReadEvent(
        StoredEvent event, byte[] content, @Nullable DeviceCertificate certificate) {}
