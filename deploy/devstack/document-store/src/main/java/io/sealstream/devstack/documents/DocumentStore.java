package io.sealstream.devstack.documents;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The process: {@code --state DIR --identity DIR --port N}. Stops cleanly on SIGTERM. */
public final class DocumentStore {
    private DocumentStore() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        DocumentServer server =
                DocumentServer.start(
                        Path.of(require(options, "--state")),
                        Path.of(require(options, "--identity")),
                        Integer.parseInt(require(options, "--port")));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(
                "This is a stand-in for MongoDB, for a local stack only. It listens on port "
                        + server.port()
                        + ".");
    }

    private static String require(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "missing " + name + "; usage: --state DIR --identity DIR --port N");
        }
        return value;
    }
}
