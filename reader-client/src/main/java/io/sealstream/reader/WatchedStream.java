package io.sealstream.reader;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An answer that ends with an error when nothing comes for a while. Only waiting counts: whoever
 * reads may take all the time he needs between two reads.
 */
final class WatchedStream extends FilterInputStream {
    private final Duration silence;
    private volatile boolean silent;

    WatchedStream(InputStream in, Duration silence) {
        super(in);
        this.silence = silence;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        CompletableFuture<Void> watch =
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, silence.toMillis(), TimeUnit.MILLISECONDS);
        var _ = watch.thenRun(this::breakOff);
        try {
            int read = super.read(buffer, from, length);
            if (silent) {
                throw new IOException("nothing came for " + silence.toSeconds() + " s");
            }
            return read;
        } finally {
            watch.cancel(false);
        }
    }

    private void breakOff() {
        silent = true;
        try {
            close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }
}
