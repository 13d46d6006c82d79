package io.sealstream.deploy;

import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Where things are in the checkout. */
public final class Checkout {
    /** The programs that are made into images. */
    public static final List<ServiceName> SERVICES =
            List.of(
                    ServiceName.INGEST,
                    ServiceName.REPLAY_GUARD,
                    ServiceName.VAULT_KEYS,
                    ServiceName.STORAGE);

    private static final Path HOME = Path.of(System.getProperty("sealstream.home", "../.."));

    private Checkout() {}

    /** A file or folder. */
    public static Path path(String below) {
        return HOME.resolve(below);
    }

    /** The text of a file. */
    public static String text(String below) {
        try {
            return Files.readString(path(below));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The module a service is built in. */
    public static Path module(ServiceName service) {
        return path(service.label() + "-service");
    }

    /** A number from the settings that are built into a service. */
    public static int port(ServiceName service, String setting) {
        Properties settings = new Properties();
        Path file = module(service).resolve("src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(settings.getProperty(setting));
    }
}
