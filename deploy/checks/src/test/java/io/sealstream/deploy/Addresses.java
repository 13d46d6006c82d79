package io.sealstream.deploy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The addresses a service is told to connect to. */
public final class Addresses {
    private Addresses() {}

    /**
     * An address.
     *
     * @param host its name
     * @param port its port
     */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** Every address in an environment. Nothing but TLS is taken for one. */
    public static List<Address> in(Map<String, String> environment) {
        List<Address> addresses = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (name.endsWith("_URL")) {
                urls(value).forEach(url -> addresses.add(address(name, url)));
            } else if (name.endsWith("_SERVERS")) {
                for (String server : value.split(",", -1)) {
                    URI uri = URI.create("kafka://" + server);
                    addresses.add(new Address(uri.getHost(), uri.getPort()));
                }
            }
        });
        return addresses;
    }

    /** Several https addresses are a list; a mongodb address may have commas of its own. */
    private static List<URI> urls(String value) {
        return value.startsWith("https:")
                ? Arrays.stream(value.split(",", -1)).map(URI::create).toList()
                : List.of(URI.create(value));
    }

    private static Address address(String name, URI uri) {
        boolean tls =
                uri.getScheme().equals("https")
                        || (uri.getScheme().equals("mongodb")
                                && uri.getQuery().contains("tls=true"));
        if (!tls) {
            throw new IllegalArgumentException(name + " is an address without TLS");
        }
        return new Address(uri.getHost(), uri.getPort());
    }
}
