package io.sealstream.device;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What encrypts the key file. Overwritten by {@link #close}. */
public final class Passphrase implements AutoCloseable {
    private static final int SHORTEST = 8;

    private final char[] characters;

    private Passphrase(char[] characters) {
        if (characters.length < SHORTEST) {
            throw new DeviceException("a passphrase has at least " + SHORTEST + " characters");
        }
        this.characters = characters;
    }

    /** Takes a copy. */
    public static Passphrase takeCopyOf(char[] characters) {
        return new Passphrase(characters.clone());
    }

    /** Reads the first line of a file. */
    public static Passphrase ofFile(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        int length = 0;
        while (length < text.length()
                && text.charAt(length) != '\n'
                && text.charAt(length) != '\r') {
            length++;
        }
        return new Passphrase(Arrays.copyOf(text.array(), length));
    }

    char[] characters() {
        return characters;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Passphrase[redacted]";
    }
}
