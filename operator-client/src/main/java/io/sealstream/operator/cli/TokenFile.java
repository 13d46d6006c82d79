package io.sealstream.operator.cli;

import io.sealstream.operator.EnrolmentToken;
import io.sealstream.operator.OperatorException;
import io.sealstream.operator.OperatorException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file for a one-time token that its owner alone reads. It is made before a token is asked for,
 * so that a folder one may not write to costs no token, and takes its name when the token is on
 * disk.
 */
final class TokenFile implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path target;
    private final Path unfinished;

    private TokenFile(Path target, Path unfinished) {
        this.target = target;
        this.unfinished = unfinished;
    }

    /**
     * Prepares for a token in {@code target}, which is replaced when it is there.
     *
     * @throws OperatorException when no file can be made there
     */
    static TokenFile prepare(Path target) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new OperatorException(Reason.FAILED, target + " is there, and is not a file");
        }
        try {
            Path folder = target.toAbsolutePath().getParent();
            return new TokenFile(target, Files.createTempFile(folder, ".token", "", OWNER_ONLY));
        } catch (IOException e) {
            throw new OperatorException(
                    Reason.FAILED, "the token file " + target + " cannot be made", e);
        }
    }

    void write(EnrolmentToken token) {
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer rest =
                        StandardCharsets.US_ASCII.encode(token.text() + System.lineSeparator());
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OperatorException(
                    Reason.FAILED,
                    "the token file " + target + " cannot be written; 'token' makes a new token",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new OperatorException(
                    Reason.FAILED, unfinished + " was left behind and cannot be deleted", e);
        }
    }
}
