package io.sealstream.devstack.documents.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;

/**
 * What RocksDB warns of while it opens. Its exceptions say that a checksum is wrong; only its log
 * says in which file.
 */
final class Warnings extends Logger {
    private static final int MOST = 20;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    Warnings() {
        super(InfoLogLevel.WARN_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String line) {
        if (lines.size() < MOST) {
            lines.add(line.strip());
        }
    }

    /** All of them, for people. */
    String text() {
        return String.join("; ", lines);
    }
}
