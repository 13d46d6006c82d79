package io.sealstream.devstack.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The process: {@code --state DIR --identity DIR --port N [--reserve BYTES]}. Stops cleanly on
 * SIGTERM. Exits with 1 when it cannot open what it kept, and says why.
 */
public final class DocumentStore {
    private static final String USAGE =
            "usage: --state DIR --identity DIR --port N [--reserve BYTES]";

    /** Of the disk, for what RocksDB rewrites: several times its memtables. */
    private static final String RESERVE = String.valueOf(256L << 20);

    private DocumentStore() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        try {
            DocumentServer server = start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println(
                    "This is an emulator of MongoDB, for a local stack only. It listens on port "
                            + server.port()
                            + ".");
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static DocumentServer start(Map<String, String> options)
            throws IOException, InterruptedException {
        return DocumentServer.start(
                Path.of(require(options, "--state")),
                Path.of(require(options, "--identity")),
                Integer.parseInt(require(options, "--port")),
                Long.parseLong(options.getOrDefault("--reserve", RESERVE)));
    }

    private static String require(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing " + name + "; " + USAGE);
        }
        return value;
    }
}
