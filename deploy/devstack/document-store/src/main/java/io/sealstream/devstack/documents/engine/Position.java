package io.sealstream.devstack.documents.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a document is in its collection: its {@code _id} as bytes, which sort as the values do. */
final class Position {
    private final byte[] bytes;

    private Position(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of a document with this {@code _id}. */
    static Position ofId(@Nullable Object id) {
        return new Position(new KeyWriter().value(id).toBytes());
    }

    /** Takes ownership of what {@link #bytes} gave. */
    static Position takeOwnershipOf(byte[] bytes) {
        return new Position(bytes);
    }

    /** Its bytes; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position position && Arrays.equals(bytes, position.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
