package io.sealstream.deploy;

import java.net.URI;
import java.util.ArrayList;
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
                URI uri = URI.create(value);
                boolean tls =
                        uri.getScheme().equals("https")
                                || (uri.getScheme().equals("mongodb")
                                        && uri.getQuery().contains("tls=true"));
                if (!tls) {
                    throw new IllegalArgumentException(name + " is an address without TLS");
                }
                addresses.add(new Address(uri.getHost(), uri.getPort()));
            } else if (name.endsWith("_SERVERS")) {
                for (String server : value.split(",", -1)) {
                    URI uri = URI.create("kafka://" + server);
                    addresses.add(new Address(uri.getHost(), uri.getPort()));
                }
            }
        });
        return addresses;
    }
}
