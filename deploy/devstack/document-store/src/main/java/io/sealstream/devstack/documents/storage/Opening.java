package io.sealstream.devstack.documents.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/** Opens RocksDB, and refuses damaged data rather than continue without it. */
final class Opening {
    private static final int OPEN_FILES = 256;

    private Opening() {}

    /**
     * Opens a folder, empty ones included, repeats its log and reads every block of its tables
     * once.
     *
     * @throws DamagedStoreException when anything but the very end of the log is damaged or missing
     */
    static RocksDB open(Path folder, Memory memory) throws IOException {
        Files.createDirectories(folder);
        try (Warnings warnings = new Warnings();
                DBOptions options = options();
                ColumnFamilyOptions family = new ColumnFamilyOptions()) {
            memory.limit(options, family);
            options.setCreateIfMissing(isNew(folder)).setLogger(warnings);
            try {
                return verified(open(folder, options, family));
            } catch (RocksDBException e) {
                throw refusal(folder, e, warnings);
            }
        }
    }

    private static RocksDB open(Path folder, DBOptions options, ColumnFamilyOptions family)
            throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        return RocksDB.open(
                options,
                folder.toString(),
                List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family)),
                handles);
    }

    /**
     * The end of the log may be torn: that write was never acknowledged. Any other damage makes
     * RocksDB refuse. Its default (point in time) would open what precedes the damage and drop,
     * without a word, what was acknowledged after it.
     */
    private static DBOptions options() {
        Properties properties = new Properties();
        // A log that was complete once must still be: RocksDB would take a shortened one for torn.
        properties.setProperty("track_and_verify_wals_in_manifest", "true");
        try (ConfigOptions config = new ConfigOptions()) {
            DBOptions options = DBOptions.getDBOptionsFromProps(config, properties);
            if (options == null) {
                throw new IllegalStateException("RocksDB does not know an option");
            }
            return options.setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                    .setParanoidChecks(true)
                    .setMaxOpenFiles(OPEN_FILES)
                    .setStatsDumpPeriodSec(0);
        }
    }

    /** A folder with data and without its directory file is damaged, not new. */
    private static boolean isNew(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .noneMatch(name -> name.endsWith(".sst") || name.endsWith(".log"));
        }
    }

    private static RocksDB verified(RocksDB database) throws RocksDBException {
        try {
            database.verifyChecksum();
            return database;
        } catch (RocksDBException e) {
            database.close();
            throw e;
        }
    }

    private static DamagedStoreException refusal(
            Path folder, RocksDBException cause, Warnings warnings) {
        return new DamagedStoreException(
                "The documents in "
                        + folder
                        + " are not opened: "
                        + cause.getMessage()
                        + (warnings.text().isEmpty() ? "" : " (" + warnings.text() + ")")
                        + ". What was acknowledged would be missing. Put the folder back from a"
                        + " copy, or delete the state of the whole stack to start empty.",
                cause);
    }
}
