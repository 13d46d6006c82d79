package io.sealstream.storage;

/** What vault-keys would open these data keys with was destroyed. */
public final class KeysGoneException extends KeysRefusedException {
    public KeysGoneException(Throwable cause) {
        super("the device's envelope key is gone", cause);
    }
}
