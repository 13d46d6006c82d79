package io.sealstream.keys;

import java.util.Arrays;

/**
 * A key as Vault encrypted it. No secret: without Vault it opens nothing.
 *
 * @param ciphertext Vault's text, opaque here
 * @param context what the key is bound to; deterministic CBOR that the owner of the key defines
 */
public record WrappedKey(String ciphertext, byte[] context) {
    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that
                && ciphertext.equals(that.ciphertext)
                && Arrays.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return ciphertext.hashCode();
    }
}
