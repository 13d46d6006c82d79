package io.sealstream.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Where the running system is, from the properties file that the launcher writes: {@code ingest},
 * {@code vault-keys}, {@code storage} (endpoints), {@code broker}, {@code documents}, {@code
 * identities}, {@code clients} (folders), {@code trust-domain}, {@code tuning}, {@code emulators},
 * and {@code pid.<label>} of each process.
 */
record StackAddress(Properties values) {
    private static final String PID = "pid.";

    static StackAddress read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new StackAddress(values);
    }

    String text(String name) {
        return Objects.requireNonNull(values.getProperty(name), name);
    }

    URI endpoint(String name) {
        return URI.create(text(name));
    }

    Path identity(String label) {
        return Path.of(text("identities")).resolve(label);
    }

    Path client(String name) {
        return Path.of(text("clients")).resolve(name);
    }

    /** Process ids by label, in order of label. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        values.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PID))
                .sorted()
                .forEach(name -> pids.put(name.substring(PID.length()), Long.valueOf(text(name))));
        return pids;
    }
}
