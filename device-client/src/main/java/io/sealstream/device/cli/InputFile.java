package io.sealstream.device.cli;

import io.sealstream.device.DeviceException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Input in UTF-8: a file, a pipe, or {@code -} for standard input. A byte order mark at its start
 * says how it is encoded and is no part of it.
 */
final class InputFile {
    private static final String STANDARD_INPUT = "-";

    private InputFile() {}

    /** Whether it can be read twice; a pipe gives its bytes once. */
    static boolean isRepeatable(Path file) {
        return !isStandardInput(file) && Files.isRegularFile(file);
    }

    /**
     * Opens it behind its byte order mark.
     *
     * @throws DeviceException when it is UTF-16
     */
    static InputStream open(Path file) throws IOException {
        return afterMark(isStandardInput(file) ? standardInput() : Files.newInputStream(file));
    }

    /** Standard input, which is not this command's to close. */
    static InputStream standardInput() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {}
        };
    }

    /**
     * Passes the bytes after a byte order mark.
     *
     * @throws DeviceException when the mark is of UTF-16
     */
    static InputStream afterMark(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(3);
        int first = in.read();
        // No further than needed: a pipe may have no more to give yet.
        if (first == 0xef && in.read() == 0xbb && in.read() == 0xbf) {
            return in;
        }
        if (first == 0xfe || first == 0xff) {
            throw new DeviceException("the input is UTF-16; it must be UTF-8");
        }
        in.reset();
        return in;
    }

    /**
     * Decodes text.
     *
     * @param place where it stands, for the message
     * @throws DeviceException when it is not UTF-8, or holds the zeros of UTF-16
     */
    static String utf8(byte[] bytes, String place) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Said below.
        }
        throw new DeviceException(place + " is not UTF-8 text");
    }

    private static boolean isStandardInput(Path file) {
        return file.toString().equals(STANDARD_INPUT);
    }
}
