package io.sealstream.keys.vault;

/** Vault denies permission: the token has ended, or the policy forbids the call. */
final class DeniedException extends Exception {
    DeniedException(String path) {
        super("Vault denies " + path);
    }
}
