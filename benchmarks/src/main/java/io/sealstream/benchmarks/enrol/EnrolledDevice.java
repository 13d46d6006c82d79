package io.sealstream.benchmarks.enrol;

import io.sealstream.protocol.DeviceId;
import java.security.KeyPair;
import java.security.cert.X509Certificate;

/**
 * A device with an identity.
 *
 * @param id who it is
 * @param pair its P-256 key
 * @param certificate what the endpoint issued for it
 */
public record EnrolledDevice(DeviceId id, KeyPair pair, X509Certificate certificate) {}
