package io.sealstream.devstack.documents.storage;

import java.io.IOException;

/** A store that is not opened because it would lack something. The message says what to do. */
public final class DamagedStoreException extends IOException {
    DamagedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
