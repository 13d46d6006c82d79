package io.sealstream.devstack.broker;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The process: {@code --state DIR --identity DIR --trust-domain NAME --port N --controller-port N}.
 * Stops cleanly on SIGTERM.
 */
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        BrokerSettings settings =
                new BrokerSettings(
                        Path.of(require(options, "--state")),
                        Path.of(require(options, "--identity")),
                        options.getOrDefault("--trust-domain", "sealstream.local"),
                        Integer.parseInt(require(options, "--port")),
                        Integer.parseInt(require(options, "--controller-port")));
        run(settings);
    }

    private static void run(BrokerSettings settings) throws Exception {
        format(settings.state());
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(settings.properties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        try {
            server.startup();
        } catch (RuntimeException e) {
            // Other threads of a half-started server would keep the process alive.
            e.printStackTrace();
            System.exit(1);
        }
        System.out.println("The broker listens on port " + settings.port() + ".");
        server.awaitShutdown();
    }

    /** Gives an empty folder its cluster id; a folder that has one stays as it is. */
    private static void format(Path state) throws Exception {
        Files.createDirectories(state);
        new Formatter()
                .setPrintStream(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(clusterId(state))
                .setDirectories(List.of(state.toString()))
                .setMetadataLogDirectory(state.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
    }

    private static String clusterId(Path state) throws Exception {
        Path known = state.resolve("meta.properties");
        if (Files.exists(known)) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(known)) {
                properties.load(reader);
            }
            return properties.getProperty("cluster.id");
        }
        return Uuid.randomUuid().toString();
    }

    private static String require(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "missing "
                            + name
                            + "; usage: --state DIR --identity DIR --port N --controller-port N");
        }
        return value;
    }
}
