package io.sealstream.reader;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of an answer, one at a time in memory, and none without end. */
final class Lines implements Closeable {
    /** The largest event and its evidence take half a megabyte. */
    private static final int LONGEST = 4 << 20;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /**
     * The next line that is not empty; null at the end.
     *
     * @throws IOException when the answer breaks off
     * @throws ReaderException when a line does not end
     */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            if (next != '\n') {
                line.write(next);
            } else if (line.size() > 0) {
                return line.toByteArray();
            } else {
                line.reset();
            }
            if (line.size() > LONGEST) {
                throw new ReaderException("storage answered a line without end");
            }
            next = in.read();
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
