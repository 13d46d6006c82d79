package io.sealstream.protocol.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A value read from files, read again when one of them changed. A look costs nothing within a
 * second of the last. When the new files cannot be read (a renewal is half written), the value
 * stays what it was: TLS itself refuses it once it has expired.
 */
final class ReloadedFile<T> {
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** Reads the value. */
    interface Reader<T> {
        T read() throws IOException, GeneralSecurityException;
    }

    private final List<Path> files;
    private final Reader<T> reader;
    private T value;
    private long stamp;
    private long lookedAt;

    ReloadedFile(List<Path> files, Reader<T> reader) throws IOException, GeneralSecurityException {
        this.files = files;
        this.reader = reader;
        this.stamp = stamp();
        this.value = reader.read();
        this.lookedAt = System.nanoTime();
    }

    synchronized T get() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            reload();
        }
        return value;
    }

    private void reload() {
        try {
            long newest = stamp();
            if (newest != stamp) {
                value = reader.read();
                stamp = newest;
            }
        } catch (IOException | GeneralSecurityException e) {
            System.getLogger(ReloadedFile.class.getName())
                    .log(System.Logger.Level.WARNING, "an identity could not be read again", e);
        }
    }

    private long stamp() throws IOException {
        long sum = 17;
        for (Path file : files) {
            sum = 31 * sum + Files.getLastModifiedTime(file).hashCode();
            sum = 31 * sum + Files.size(file);
        }
        return sum;
    }
}
