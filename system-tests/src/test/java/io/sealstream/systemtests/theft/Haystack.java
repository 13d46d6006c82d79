package io.sealstream.systemtests.theft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks for many needles at once in all files of a folder, byte by byte. */
public final class Haystack {
    private static final int WINDOW = 8;

    private final Map<Long, List<Needle>> byEnd = new HashMap<>();

    /** Ends of the needles' first windows, by their last 20 bits: most bytes stop here. */
    private final BitSet worthALook = new BitSet(1 << 20);

    public Haystack(List<Needle> needles) {
        for (Needle needle : needles) {
            if (needle.bytes().length < WINDOW) {
                throw new IllegalArgumentException(needle + " is too short to be sure of");
            }
            long window = ByteBuffer.wrap(needle.bytes()).getLong();
            byEnd.computeIfAbsent(window, w -> new ArrayList<>()).add(needle);
            worthALook.set(low(window));
        }
    }

    private static int low(long window) {
        return (int) (window & ((1 << 20) - 1));
    }

    /** Every find in the files that are asked for, as {@code needle: file}, sorted. */
    public SortedSet<String> search(Path folder, Predicate<Path> asked) throws IOException {
        SortedSet<String> finds = new TreeSet<>();
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).filter(asked).toList();
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                String place = folder.relativize(file).toString();
                for (Needle needle : in(bytes)) {
                    finds.add(needle + ": " + place);
                }
                for (Needle needle : in(onOneLine(bytes))) {
                    finds.add(needle + ": " + place);
                }
            } catch (NoSuchFileException e) {
                // A running system removes files; their content went elsewhere or is gone.
            }
        }
        return finds;
    }

    private List<Needle> in(ByteBuffer bytes) {
        List<Needle> finds = new ArrayList<>();
        long window = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            window = window << 8 | (bytes.get(i) & 0xff);
            if (i >= WINDOW - 1 && worthALook.get(low(window))) {
                for (Needle needle : byEnd.getOrDefault(window, List.of())) {
                    int at = i - WINDOW + 1;
                    byte[] wanted = needle.bytes();
                    if (at + wanted.length <= bytes.limit()
                            && bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                        finds.add(needle);
                    }
                }
            }
        }
        return finds;
    }

    /** Without line ends, also escaped ones: PEM and MIME break base64 into lines. */
    private static ByteBuffer onOneLine(ByteBuffer bytes) {
        byte[] joined = new byte[Math.min(bytes.limit(), 64 << 20)];
        int length = 0;
        for (int i = 0; i < joined.length; i++) {
            byte b = bytes.get(i);
            boolean escaped = b == '\\' && i + 1 < bytes.limit() && isLineEnd(bytes.get(i + 1));
            if (escaped) {
                i++;
            } else if (b != '\n' && b != '\r') {
                joined[length++] = b;
            }
        }
        return ByteBuffer.wrap(joined, 0, length);
    }

    private static boolean isLineEnd(byte escape) {
        return escape == 'n' || escape == 'r';
    }
}
