package io.sealstream.protocol.internal.cbor;

/** Bytes that are not the deterministic CBOR the reader asked for. */
public final class MalformedCborException extends Exception {
    public MalformedCborException(String message) {
        super(message);
    }

    public MalformedCborException(String message, Throwable cause) {
        super(message, cause);
    }
}
