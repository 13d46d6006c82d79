package io.sealstream.devstack.documents.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that would hide what was acknowledged: the store is not opened, and says which file. */
class DamagedStoreTest {
    private static final int RECORDS = 600; // several blocks of 32 KiB

    private Memory memory;

    @TempDir private Path folder;

    @BeforeEach
    void open() {
        memory = new Memory();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void aChangedByteInsideTheLogIsRefused() throws Exception {
        // Given
        StoredLog log = new StoredLog(folder.resolve("killed"));
        List<Long> ends = StoredLog.write(folder.resolve("store"), memory, RECORDS, log.folder());
        long half = ends.get(RECORDS / 2);

        for (long offset : offsets(half)) {
            // When
            StoredLog damaged = log.copyTo(folder.resolve("log-" + offset));
            Path file = damaged.newest(".log");
            StoredLog.flip(file, offset);

            // Then
            assertRefused(damaged.folder(), file);
        }
    }

    /** Every byte of one record, header included, and some others. */
    private static long[] offsets(long half) {
        return LongStream.concat(
                        LongStream.range(half, half + 40), new Random(1).longs(40, 0, half))
                .distinct()
                .toArray();
    }

    @Test
    void aChangedByteOfATableIsRefused() throws Exception {
        // Given
        StoredLog stopped = new StoredLog(folder.resolve("store"));
        StoredLog.write(stopped.folder(), memory, RECORDS, folder.resolve("unused"));
        long size = Files.size(stopped.newest(".sst"));

        for (long offset : new long[] {3, size / 4, size / 2, size - 20}) {
            // When
            StoredLog damaged = stopped.copyTo(folder.resolve("table-" + offset));
            Path file = damaged.newest(".sst");
            StoredLog.flip(file, offset);

            // Then
            assertRefused(damaged.folder(), file);
        }
    }

    @Test
    void aMissingFileIsRefused() throws Exception {
        // Given
        StoredLog stopped = new StoredLog(folder.resolve("store"));
        StoredLog.write(stopped.folder(), memory, RECORDS, folder.resolve("unused"));

        for (String name : List.of(".sst", "CURRENT")) {
            // When
            StoredLog damaged = stopped.copyTo(folder.resolve("without" + name));
            Path file = damaged.newest(name);
            Files.delete(file);

            // Then
            assertRefused(damaged.folder(), file);
        }
    }

    private void assertRefused(Path damaged, Path file) {
        assertThatThrownBy(() -> open(damaged))
                .as(file.toString())
                .isInstanceOf(DamagedStoreException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("delete the state");
    }

    private void open(Path damaged) throws IOException {
        Store.open(damaged, memory, 0).close();
    }
}
