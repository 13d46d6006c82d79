package io.sealstream.storage;

/** A data key or certificate that an event needs has not come yet; it may be on its way. */
public final class NotKnownYetException extends KeysUnavailableException {
    public NotKnownYetException(String message) {
        super(message);
    }
}
