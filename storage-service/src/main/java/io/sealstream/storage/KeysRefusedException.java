package io.sealstream.storage;

/** Vault-keys will never open these data keys: asking again cannot help. */
public class KeysRefusedException extends RuntimeException {
    public KeysRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
