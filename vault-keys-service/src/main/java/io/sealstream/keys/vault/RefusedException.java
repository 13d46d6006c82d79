package io.sealstream.keys.vault;

/** Vault refuses a request for what is in it (status 400). */
final class RefusedException extends IllegalStateException {
    RefusedException(String message) {
        super(message);
    }
}
