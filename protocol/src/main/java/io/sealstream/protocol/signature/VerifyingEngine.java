package io.sealstream.protocol.signature;

/** A library that verifies signatures. Thread-safe. */
interface VerifyingEngine {

    /** Says whether the 64 bytes are a signature of {@code message}; false on every doubt. */
    boolean verify(DeviceKey key, byte[] message, byte[] signature);

    /** Name for the log. */
    String name();
}
