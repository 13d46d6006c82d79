package io.sealstream.reader.cli;

import io.sealstream.reader.ReaderException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the result of a command goes, as UTF-8 or as bytes. A regular file is written under another
 * name beside it and takes its own by {@link #complete}: until then, and whatever fails, the file
 * of before stays. Standard output, devices and pipes are written as they are.
 */
final class Output implements Closeable {
    private static final String FAILED = "the output cannot be written: ";

    private final Writer writer;
    private final @Nullable UnfinishedFile file;

    private Output(Writer writer, @Nullable UnfinishedFile file) {
        this.writer = writer;
        this.file = file;
    }

    /**
     * Opens a file, or standard output when there is none.
     *
     * @throws ReaderException when the file cannot be written
     */
    static Output open(@Nullable Path path, PrintWriter standard) {
        try {
            if (path == null) {
                return new Output(new BufferedWriter(new StandardOutput(standard)), null);
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return new Output(utf8(Files.newOutputStream(path)), null);
            }
            UnfinishedFile file = UnfinishedFile.begin(path);
            return new Output(utf8(file.stream()), file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes text; throws {@link ReaderException} when it cannot be written. */
    void write(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Says that everything was written; throws {@link ReaderException} when it was not. */
    void complete() {
        try {
            writer.flush();
            if (file != null) {
                file.complete();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes bytes to a file, all or none; throws {@link ReaderException} when it cannot. */
    static void write(Path path, byte[] content) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                Files.write(path, content);
                return;
            }
            try (UnfinishedFile file = UnfinishedFile.begin(path)) {
                file.stream().write(content);
                file.complete();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Writer utf8(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static ReaderException failed(IOException e) {
        String reason =
                switch (e) {
                    case NoSuchFileException missing -> "no such folder: " + missing.getFile();
                    case AccessDeniedException denied -> "permission denied: " + denied.getFile();
                    default -> String.valueOf(e.getMessage());
                };
        return new ReaderException(FAILED + reason, e);
    }

    @Override
    public void close() {
        try (file) {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
