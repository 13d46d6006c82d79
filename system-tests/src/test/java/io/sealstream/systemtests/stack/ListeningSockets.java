package io.sealstream.systemtests.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The TCP sockets on which a process listens, from Linux's {@code /proc}. */
public final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "00000000000000000000000001000000",
                    "0000000000000000FFFF00000100007F");

    private ListeningSockets() {}

    /** Each as {@code loopback:port} or {@code address in hexadecimal:port}. */
    public static Set<String> of(long process) throws IOException {
        Path files = Path.of("/proc", String.valueOf(process));
        Map<String, String> listening = new HashMap<>();
        listening.putAll(table(files.resolve("net/tcp")));
        listening.putAll(table(files.resolve("net/tcp6")));
        Set<String> own = new HashSet<>();
        try (var descriptors = Files.list(files.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String socket = listening.get(target(descriptor));
                if (socket != null) {
                    own.add(socket);
                }
            }
        }
        return own;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        }
    }

    /** Listening sockets by what a descriptor of theirs points to. */
    private static Map<String, String> table(Path file) throws IOException {
        Map<String, String> sockets = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > 9 && fields[3].equals(LISTEN)) {
                String[] local = fields[1].split(":", -1);
                String address = LOOPBACK.contains(local[0]) ? "loopback" : local[0];
                sockets.put(
                        "socket:[" + fields[9] + "]",
                        address + ":" + Integer.parseInt(local[1], 16));
            }
        }
        return sockets;
    }
}
