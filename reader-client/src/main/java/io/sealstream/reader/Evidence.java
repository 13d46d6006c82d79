package io.sealstream.reader;

import io.sealstream.protocol.SignatureEvidence;

/**
 * What proves who sent an event.
 *
 * @param signature what is needed, beside the event's facts, to rebuild what was signed
 * @param certificate the device's certificate at the time, DER
 */
@SuppressWarnings("ArrayRecordComponent")
public record Evidence(SignatureEvidence signature, byte[] certificate) {}
