package io.sealstream.device;

import io.sealstream.protocol.InvalidIdentifierException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Events that the platform has not yet said it stores, one encrypted file each, in the order they
 * came: {@code <number>-<random>.event}. The random part keeps processes that share a folder from
 * replacing each other's files. An event is in the outbox before it is sent and leaves it only by
 * {@link #remove}. Rejected and damaged ones stay beside, under another ending, for a person to
 * look at; other files are left alone. Thread-safe.
 */
final class Outbox {
    private static final String WAITING = ".event";
    private static final String REJECTED = ".rejected";
    private static final String DAMAGED = ".damaged";
    private static final String WRITING = ".event.writing";

    private static final Pattern NAME =
            Pattern.compile("([0-8][0-9]{18})-[0-9a-f]{16}(\\.[a-z.]+)");

    /** No outbox comes so far; a file with such a number was put there. */
    private static final long NO_MORE = 1_000_000_000_000_000_000L;

    private static final int NAMES_AT_A_TIME = 1000;

    /** No file is written for so long: its writer was stopped. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final Path folder;
    private final OutboxCipher cipher;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last;

    /** An event and where it lies. */
    record Entry(String fileName, OutgoingEvent event) {}

    Outbox(Path folder, OutboxCipher cipher) {
        this.folder = folder;
        this.cipher = cipher;
        this.last =
                new AtomicLong(
                        scan(names ->
                                names.mapToLong(Outbox::number)
                                        .filter(number -> number < NO_MORE)
                                        .max()
                                        .orElse(0)));
        removeAbandoned();
    }

    /**
     * Keeps an event; when this returns it is on the disk.
     *
     * @throws DeviceException when it cannot be written; nothing of it is left then
     */
    Entry add(OutgoingEvent event) {
        String name =
                String.format(
                        Locale.ROOT,
                        "%019d-%016x%s",
                        last.incrementAndGet(),
                        random.nextLong(),
                        WAITING);
        Path file = folder.resolve(name);
        Path writing = folder.resolve(renamed(name, WRITING));
        try {
            OwnerFile.write(writing, cipher.seal(name, event));
            Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
            OwnerFile.syncFolder(file);
            return new Entry(name, event);
        } catch (IOException e) {
            OwnerFile.removeQuietly(file);
            throw failed("written", e);
        }
    }

    /** The number of the newest event that this object knows of. */
    long newest() {
        return last.get();
    }

    /**
     * Names of events that wait, oldest first: some of those after {@code after}, up to the number
     * {@code until}; none when there is no more. Some only, for there may be more than fit in
     * memory.
     */
    List<String> waiting(String after, long until) {
        return scan(names -> {
            TreeSet<String> oldest = new TreeSet<>();
            names.filter(name -> name.compareTo(after) > 0)
                    .filter(name -> has(WAITING, name) && number(name) <= until)
                    .forEach(name -> {
                        oldest.add(name);
                        if (oldest.size() > NAMES_AT_A_TIME) {
                            oldest.pollLast();
                        }
                    });
            return List.copyOf(oldest);
        });
    }

    /**
     * Reads an event; empty when it has left the outbox.
     *
     * @throws DeviceException when it cannot be read; a file that holds no event of this device has
     *     been set aside then, so that it is met once
     */
    Optional<Entry> read(String name) {
        try {
            byte[] file = Files.readAllBytes(folder.resolve(name));
            return Optional.of(new Entry(name, cipher.open(name, file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        } catch (DeviceException | InvalidIdentifierException e) {
            String aside = renamed(name, DAMAGED);
            move(name, aside);
            throw new DeviceException(e.getMessage() + ": set aside as " + aside, e);
        }
    }

    /** How many events wait. */
    int size() {
        return count(WAITING);
    }

    /** How many events were rejected. */
    int rejected() {
        return count(REJECTED);
    }

    /** How many files were set aside because they hold no event. */
    int damaged() {
        return count(DAMAGED);
    }

    /** The platform stores it. */
    void remove(Entry entry) {
        try {
            Files.deleteIfExists(folder.resolve(entry.fileName()));
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** The platform will never store it. */
    void reject(Entry entry) {
        move(entry.fileName(), renamed(entry.fileName(), REJECTED));
    }

    private void move(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to));
        } catch (NoSuchFileException e) {
            // Another sending of the same event, perhaps of another process, came to the same.
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void removeAbandoned() {
        Instant old = Instant.now().minus(ABANDONED);
        List<Path> abandoned =
                scan(names ->
                        names.filter(name -> has(WRITING, name)).map(folder::resolve).toList());
        for (Path file : abandoned) {
            if (file.toFile().lastModified() < old.toEpochMilli()) {
                OwnerFile.removeQuietly(file);
            }
        }
    }

    private int count(String ending) {
        return scan(names -> (int) names.filter(name -> has(ending, name)).count());
    }

    private <T> T scan(Function<Stream<String>, T> use) {
        try (Stream<Path> files = Files.list(folder)) {
            return use.apply(files.map(file -> file.getFileName().toString()));
        } catch (IOException e) {
            throw failed("read", e);
        } catch (UncheckedIOException e) {
            throw failed("read", Objects.requireNonNull(e.getCause()));
        }
    }

    private static boolean has(String ending, String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(2).equals(ending);
    }

    private static String renamed(String name, String ending) {
        return name.substring(0, name.indexOf('.')) + ending;
    }

    /** Zero for a file that is none of ours. */
    private static long number(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? Long.parseLong(parts.group(1)) : 0;
    }

    private static DeviceException failed(String what, IOException e) {
        return new DeviceException("the outbox cannot be " + what + ": " + e.getMessage(), e);
    }
}
