package io.sealstream.devstack.launcher.layout;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The port numbers of one stack. */
public final class Ports {
    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The standard numbers, changed by environment variables. */
    public static Ports of(Map<String, String> environment) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String text =
                    environment.getOrDefault(port.variable(), String.valueOf(port.standard()));
            numbers.put(port, parse(port, text));
        }
        return new Ports(numbers);
    }

    private static int parse(Port port, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StackException(port.variable() + " is not a port number", e);
        }
        throw new StackException(port.variable() + " is not a port number");
    }

    /** The numbers a running stack has, or the standard ones when nothing was noted. */
    public static Ports ofRunning(Path file) {
        if (!Files.exists(file)) {
            return of(System.getenv());
        }
        Properties noted = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            noted.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return of(
                noted.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, noted::getProperty)));
    }

    /** The text that {@link #ofRunning} reads. */
    public String text() {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey().variable() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The address of an HTTPS endpoint. */
    public URI url(Port port) {
        return URI.create("https://localhost:" + number(port));
    }

    /** The number of a port. */
    public int number(Port port) {
        Integer number = numbers.get(port);
        return number == null ? port.standard() : number;
    }
}
