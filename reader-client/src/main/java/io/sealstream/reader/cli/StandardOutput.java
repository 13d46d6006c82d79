package io.sealstream.reader.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/** Standard output, which outlives the command and so is flushed and not closed. */
final class StandardOutput extends FilterWriter {
    StandardOutput(PrintWriter out) {
        super(out);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
