package io.sealstream.reader;

import org.jspecify.annotations.Nullable;

/**
 * What proves who sent an event.
 *
 * @param signatureBase what the device signed, RFC 9421 section 2.5
 * @param signature the signature, 64 bytes
 * @param publicKey the device's key, SubjectPublicKeyInfo
 * @param certificate the device's certificate at the time, DER, null when the platform has none
 */
public record Evidence(
        String signatureBase, byte[] signature, byte[] publicKey, byte @Nullable [] certificate) {}
