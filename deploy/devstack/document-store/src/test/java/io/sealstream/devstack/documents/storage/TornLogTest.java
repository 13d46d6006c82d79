package io.sealstream.devstack.documents.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose end was being written when the process, or the machine, died. */
class TornLogTest {
    private static final int RECORDS = 6;

    @Test
    void itOpensWithEveryRecordBeforeTheCutWhereverThatIs(@TempDir Path folder) throws Exception {
        try (Memory memory = new Memory()) {
            // Given
            StoredLog log = new StoredLog(folder.resolve("killed"));
            List<Long> ends =
                    StoredLog.write(folder.resolve("store"), memory, RECORDS, log.folder());

            for (long cut = ends.get(RECORDS - 4); cut <= ends.getLast(); cut++) {
                // When
                StoredLog torn = log.copyTo(folder.resolve("cut-" + cut));
                StoredLog.truncate(torn.newest(".log"), cut);

                // Then
                long length = cut;
                int whole = (int) ends.stream().filter(end -> end <= length).count();
                try (Store store = Store.open(torn.folder(), memory, 0)) {
                    assertThat(StoredLog.count(store, RECORDS))
                            .as("cut at " + cut)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void whatIsWrittenAfterATornEndIsKept(@TempDir Path folder) throws Exception {
        try (Memory memory = new Memory()) {
            // Given
            StoredLog log = new StoredLog(folder.resolve("killed"));
            List<Long> ends =
                    StoredLog.write(folder.resolve("store"), memory, RECORDS, log.folder());
            StoredLog.truncate(log.newest(".log"), ends.getLast() - 1);

            // When
            Path again = folder.resolve("killed-again");
            StoredLog.write(log.folder(), memory, 2 * RECORDS, again);

            // Then
            try (Store store = Store.open(again, memory, 0)) {
                assertThat(StoredLog.count(store, 2 * RECORDS)).isEqualTo(2 * RECORDS);
            }
        }
    }
}
