package io.sealstream.servicekit.documents;

import com.mongodb.ConnectionString;
import java.util.Locale;
import java.util.Set;

/** The address of a document server; it can say where, and nothing about how. */
final class DocumentUrl {
    private static final Set<String> OPTIONS = Set.of("replicaset", "directconnection");

    private DocumentUrl() {}

    static ConnectionString checked(String url) {
        if (!url.startsWith("mongodb://")) {
            throw refused("it must start with mongodb://");
        }
        if (url.contains("@")) {
            throw refused("a user or password has no place in it");
        }
        int start = url.indexOf('?');
        if (start >= 0) {
            for (String option : url.substring(start + 1).split("&", -1)) {
                checkOption(option.toLowerCase(Locale.ROOT));
            }
        }
        try {
            ConnectionString parsed = new ConnectionString(url);
            if (parsed.getDatabase() != null) {
                throw refused("the database is the service's own");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sealstream.documents.url cannot be understood", e);
        }
    }

    private static void checkOption(String option) {
        String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
        if (!option.equals("tls=true") && !OPTIONS.contains(name)) {
            throw refused("option " + name + " is not allowed");
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("sealstream.documents.url is refused: " + why);
    }
}
