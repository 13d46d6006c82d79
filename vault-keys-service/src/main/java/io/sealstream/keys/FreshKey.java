package io.sealstream.keys;

import java.util.Arrays;

/** A key that Vault has just made, open and wrapped. Closing zeroes the open one. */
public final class FreshKey implements AutoCloseable {
    private final byte[] plaintext;
    private final String wrapped;

    private FreshKey(byte[] plaintext, String wrapped) {
        this.plaintext = plaintext;
        this.wrapped = wrapped;
    }

    /** Takes over {@code plaintext}, which nobody else may keep. */
    public static FreshKey takeOwnershipOf(byte[] plaintext, String wrapped) {
        return new FreshKey(plaintext, wrapped);
    }

    /** A copy, which the caller must zero. */
    public byte[] copyOfPlaintext() {
        return plaintext.clone();
    }

    /** As Vault encrypted it. */
    public String wrapped() {
        return wrapped;
    }

    @Override
    public void close() {
        Arrays.fill(plaintext, (byte) 0);
    }
}
