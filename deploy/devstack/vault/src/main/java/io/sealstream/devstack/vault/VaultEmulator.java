package io.sealstream.devstack.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The process: {@code --state DIR --identity DIR --port N}. Stops cleanly on SIGTERM. */
public final class VaultEmulator {
    /** Says in every status that this is not Vault. */
    static final String VERSION = "0-sealstream-emulator";

    private VaultEmulator() {}

    public static void main(String[] args) throws IOException {
        // Without this, Nagle's algorithm delays each small answer by 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Map<String, String> options = options(args);
        VaultServer server =
                VaultServer.start(
                        Path.of(require(options, "--state")),
                        Path.of(require(options, "--identity")),
                        Integer.parseInt(require(options, "--port")),
                        InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(
                "This is an emulator of Vault, for a local stack only. It listens on port "
                        + server.port()
                        + " and starts sealed.");
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        return options;
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
