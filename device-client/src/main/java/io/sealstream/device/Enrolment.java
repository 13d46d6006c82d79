package io.sealstream.device;

import java.nio.file.Path;

/**
 * What a first enrolment needs.
 *
 * @param config where the device belongs
 * @param root PEM file with the root to pin
 * @param token one-time token from the operator
 * @param keyType kind of identity key to make
 */
public record Enrolment(DeviceConfig config, Path root, String token, KeyType keyType) {
    @Override
    public String toString() {
        return "Enrolment[" + config + "]";
    }
}
