package io.sealstream.reader.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file under {@code .sealstream-UUID.part} beside its place until it is complete. It is removed
 * when it is closed before, and when the process is interrupted. Readable by its owner alone; in
 * the end it takes the permissions of the file it replaces.
 */
final class UnfinishedFile implements Closeable {
    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private UnfinishedFile(Path target, Path part) throws IOException {
        this.target = target;
        this.part = part;
        this.channel =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly(part));
        part.toFile().deleteOnExit();
    }

    static UnfinishedFile begin(Path path) throws IOException {
        // Through a symbolic link: the file it leads to is replaced, and not the link.
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        return new UnfinishedFile(
                target, target.resolveSibling(".sealstream-" + UUID.randomUUID() + ".part"));
    }

    /** Others may read what was decrypted only if they may read the file it replaces. */
    private static FileAttribute<?>[] ownerOnly(Path part) {
        boolean posix = Files.getFileAttributeView(part, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Gives the file its own name; nothing may be written after. */
    void complete() throws IOException {
        channel.force(true);
        channel.close();
        var before = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (before != null && Files.exists(target)) {
            Files.setPosixFilePermissions(part, before.readAttributes().permissions());
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
