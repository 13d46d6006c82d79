package io.sealstream.operator;

import io.sealstream.protocol.DeviceId;
import java.time.Instant;

/**
 * What a device needs for its first enrolment.
 *
 * @param device who may enrol
 * @param token the one-time token; a later one replaces it
 * @param expiresAt from when the token is refused
 */
public record Invitation(DeviceId device, EnrolmentToken token, Instant expiresAt) {}
