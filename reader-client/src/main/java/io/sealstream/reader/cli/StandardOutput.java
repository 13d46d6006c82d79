package io.sealstream.reader.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Standard output as a writer that throws: a {@link PrintWriter} keeps quiet about a full disk or a
 * closed pipe. It outlives the command and so is flushed and not closed. Each write is flushed and
 * checked, so give it large pieces.
 */
final class StandardOutput extends FilterWriter {
    static final String FAILED = "standard output is closed or its disk is full";

    private final PrintWriter print;

    StandardOutput(PrintWriter print) {
        super(print);
        this.print = print;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        super.write(text, from, length);
        check();
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        super.write(text, from, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        check();
    }

    private void check() throws IOException {
        if (print.checkError()) {
            throw new IOException(FAILED);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
