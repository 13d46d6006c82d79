package io.sealstream.devstack.documents.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of a store, as a killed process leaves them, and ways to damage them. */
record StoredLog(Path folder) {
    static final Prefix PREFIX = new Prefix((byte) 1, 1);

    private static final int VALUE = 100;

    static byte[] key(int number) {
        return PREFIX.key(("key-" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes records one by one and tells how long the log was after each. */
    static List<Long> write(Path folder, Memory memory, int records, Path copy) throws IOException {
        List<Long> ends = new ArrayList<>();
        try (Store store = Store.open(folder, memory, 0)) {
            for (int i = 0; i < records; i++) {
                byte[] key = key(i);
                boolean _ =
                        store.write(() -> {
                            store.put(key, new byte[VALUE]);
                            return true;
                        });
                ends.add(Files.size(new StoredLog(folder).newest(".log")));
            }
            new StoredLog(folder).copyTo(copy);
        }
        return ends;
    }

    /** How many of the first records are there; and no other is. */
    static int count(Store store, int records) {
        int[] present =
                IntStream.range(0, records).filter(i -> store.get(key(i)) != null).toArray();
        for (int i = 0; i < present.length; i++) {
            if (present[i] != i) {
                throw new AssertionError("record " + i + " is missing, and later ones are not");
            }
        }
        return present.length;
    }

    StoredLog copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return new StoredLog(target);
    }

    /** The newest file of a kind. */
    Path newest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }

    static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileChannel _ = channel.truncate(length);
        }
    }

    static void flip(Path file, long offset) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 0x40)).rewind();
            channel.write(one, offset);
        }
    }
}
