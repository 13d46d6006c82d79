package io.sealstream.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Events that the platform has not yet said it stores, one encrypted file each, in the order they
 * came. An event is in the outbox before it is sent and leaves it only by {@link #remove}. Rejected
 * ones stay beside, for a person to look at. Thread-safe.
 */
final class Outbox {
    private static final String WAITING = ".event";
    private static final String REJECTED = ".rejected";
    private static final int NUMBER = 19;

    private final Path folder;
    private final OutboxCipher cipher;
    private final AtomicLong last;

    /** An event and where it lies. */
    record Entry(String fileName, OutgoingEvent event) {}

    Outbox(Path folder, OutboxCipher cipher) {
        this.folder = folder;
        this.cipher = cipher;
        this.last = new AtomicLong(files().mapToLong(Outbox::number).max().orElse(0));
    }

    /** Keeps an event; when this returns it is on the disk. */
    Entry add(OutgoingEvent event) {
        String name = String.format(Locale.ROOT, "%019d%s", last.incrementAndGet(), WAITING);
        Path writing = folder.resolve(name + ".writing");
        try {
            OwnerFile.write(writing, cipher.seal(name, event));
            Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return new Entry(name, event);
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be written", e);
        }
    }

    /** Every event that waits, oldest first. */
    List<Entry> waiting() {
        return names(WAITING).map(name -> new Entry(name, read(name))).toList();
    }

    /** How many events wait. */
    int size() {
        return (int) names(WAITING).count();
    }

    /** How many events were rejected. */
    int rejected() {
        return (int) names(REJECTED).count();
    }

    /** The platform stores it. */
    void remove(Entry entry) {
        try {
            Files.deleteIfExists(folder.resolve(entry.fileName()));
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be written", e);
        }
    }

    /** The platform will never store it. */
    void reject(Entry entry) {
        Path file = folder.resolve(entry.fileName());
        try {
            Files.move(file, folder.resolve(entry.fileName().replace(WAITING, REJECTED)));
        } catch (NoSuchFileException e) {
            // Another sending of the same event was told the same.
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be written", e);
        }
    }

    private OutgoingEvent read(String name) {
        try {
            return cipher.open(name, Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be read", e);
        }
    }

    private Stream<String> names(String ending) {
        return files().filter(name -> name.endsWith(ending)).sorted();
    }

    private Stream<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.length() > NUMBER)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be read", e);
        }
    }

    private static long number(String name) {
        return Long.parseLong(name, 0, NUMBER, 10);
    }
}
