package io.sealstream.devstack.launcher.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what is appended to a file. */
final class ProgressView {
    private final Path file;
    private long shown;

    ProgressView(Path file) throws IOException {
        this.file = file;
        this.shown = Files.exists(file) ? Files.size(file) : 0;
    }

    /** Shows what is new since the last call. */
    void show() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(shown);
            byte[] news = new byte[(int) (reader.length() - shown)];
            reader.readFully(news);
            shown += news.length;
            System.out.print(new String(news, StandardCharsets.UTF_8));
            System.out.flush();
        }
    }
}
