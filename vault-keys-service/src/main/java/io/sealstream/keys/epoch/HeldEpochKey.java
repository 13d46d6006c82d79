package io.sealstream.keys.epoch;

import io.sealstream.protocol.secret.KeyBytes;
import java.time.Instant;

/**
 * An epoch key as it is handed to those who issue and check epoch tokens.
 *
 * @param kid its number in the token, 0 to 255
 * @param key the receiver's own copy
 * @param notAfter from when tokens made with it are not accepted
 */
public record HeldEpochKey(int kid, KeyBytes key, Instant notAfter) {}
