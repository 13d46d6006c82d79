package io.sealstream.device;

import java.nio.file.Path;

/**
 * What an enrolment needs: the first of a device, or another one in the folder of a device whose
 * certificate has expired.
 *
 * @param config where the device belongs
 * @param root PEM file with the root to pin
 * @param token one-time token from the operator
 * @param keyType kind of identity key, if one is made
 * @param newKey whether to make a key where the folder has one already
 */
public record Enrolment(
        DeviceConfig config, Path root, String token, KeyType keyType, boolean newKey) {

    /** An enrolment that keeps the key of the folder, if there is one. */
    public Enrolment(DeviceConfig config, Path root, String token, KeyType keyType) {
        this(config, root, token, keyType, false);
    }

    @Override
    public String toString() {
        return "Enrolment[" + config + "]";
    }
}
