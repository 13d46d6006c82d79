package io.sealstream.devstack.vault.barrier;

import java.util.List;
import java.util.Optional;

/** Named values that survive the process. Every write is on disk when the call returns. */
public interface Storage {

    /** Reads a value. */
    <T> Optional<T> get(String path, Class<T> type);

    /** Writes a value. */
    void put(String path, Object value);

    /** Deletes a value; nothing happens when there is none. */
    void delete(String path);

    /** The paths that start with {@code prefix}, without it, sorted. */
    List<String> list(String prefix);

    /** The part of the storage below a prefix. */
    default Storage below(String prefix) {
        Storage whole = this;
        return new Storage() {
            @Override
            public <T> Optional<T> get(String path, Class<T> type) {
                return whole.get(prefix + path, type);
            }

            @Override
            public void put(String path, Object value) {
                whole.put(prefix + path, value);
            }

            @Override
            public void delete(String path) {
                whole.delete(prefix + path);
            }

            @Override
            public List<String> list(String inner) {
                return whole.list(prefix + inner);
            }
        };
    }
}
