package io.sealstream.ingest;

import io.sealstream.protocol.seal.EventBinding;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.servicekit.devices.KnownDevice;

/**
 * A request that may be sealed.
 *
 * @param device who sent it
 * @param binding what its ciphertext is bound to
 * @param signature the device's signature, well-formed but not yet verified
 */
public record Admitted(KnownDevice device, EventBinding binding, EventSignature signature) {}
