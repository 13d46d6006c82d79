package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full: a tmpfs of the test's own, which takes root to mount. */
class FullDiskTest {
    private static final long MIB = 1 << 20;
    private static final int BATCH = 500;

    @TempDir private Path folder;

    @AfterEach
    void unmount() throws Exception {
        run("umount", RunningStore.state(folder).toString());
    }

    private void mount(long mebibytes) throws Exception {
        Files.createDirectories(RunningStore.state(folder));
        assumeTrue(
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + mebibytes + "m",
                        "tmpfs",
                        RunningStore.state(folder).toString()),
                "a file system cannot be mounted here: this takes Linux and root");
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void writesAreRefusedWhileTheDiskIsFullAndTakenAfterwards() throws Exception {
        // Given
        mount(300);
        try (RunningStore store = new RunningStore(folder);
                MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> events = Events.collection(client);
            events.insertMany(Events.batch(0, BATCH), Events.UNORDERED);

            // When
            Path filler = RunningStore.state(folder).resolve("filler");
            fill(filler, 100 * MIB);

            // Then
            assertThatThrownBy(
                            () -> events.insertMany(Events.batch(BATCH, BATCH), Events.UNORDERED))
                    .isInstanceOfSatisfying(
                            MongoException.class, e -> assertThat(e.getCode()).isEqualTo(14031))
                    .hasMessageContaining("the disk is full");
            store.kill();
            store.start();
            assertThat(count(events)).isEqualTo(BATCH);

            Files.delete(filler);
            events.insertMany(Events.batch(BATCH, BATCH), Events.UNORDERED);
            assertThat(count(events)).isEqualTo(2 * BATCH);
        }
    }

    /** With nothing kept in reserve, RocksDB itself finds no room. */
    @Test
    void whatWasAcknowledgedStaysWhenAWriteFindsNoRoom() throws Exception {
        // Given
        mount(64);
        try (RunningStore store = new RunningStore(folder, List.of(), "--reserve", "0")) {
            Path filler = RunningStore.state(folder).resolve("filler");
            fill(filler, 40 * MIB);

            // When
            int acknowledged = insertUntilRefused(store);
            assertThat(acknowledged).isPositive();
            Files.delete(filler);
            // 137 when the store's library does not let the process end by itself.
            assertThat(store.exitStatus()).isIn(3, 137);
            assertThat(store.log()).contains("No space left on device");
            store.start();

            // Then
            try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
                MongoCollection<Document> events = Events.collection(client);
                // The batch that failed is there as a whole, or not at all.
                assertThat(count(events)).isIn(acknowledged, acknowledged + BATCH);
                events.insertMany(Events.batch(10_000_000, BATCH), Events.UNORDERED);
                assertThat(count(events)).isGreaterThanOrEqualTo(acknowledged + BATCH);
            }
        }
    }

    private static int insertUntilRefused(RunningStore store) throws IOException {
        int acknowledged = 0;
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> events = Events.collection(client);
            while (acknowledged < 500_000) {
                events.insertMany(Events.batch(acknowledged, BATCH), Events.UNORDERED);
                acknowledged += BATCH;
            }
        } catch (MongoException e) {
            return acknowledged;
        }
        throw new AssertionError("the disk was never full");
    }

    private static int count(MongoCollection<Document> events) {
        int count = 0;
        for (Document _ : events.find()) {
            count++;
        }
        return count;
    }

    private static void fill(Path file, long bytes) throws IOException {
        try (RandomAccessFile filler = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] block = new byte[(int) MIB];
            for (long written = 0; written < bytes; written += MIB) {
                filler.write(block);
            }
        }
    }
}
