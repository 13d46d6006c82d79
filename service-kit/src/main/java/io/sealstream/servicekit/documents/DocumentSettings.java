package io.sealstream.servicekit.documents;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the document server is, and how a service logs in. A group of a service's settings. */
public interface DocumentSettings {

    /**
     * {@code mongodb://host:port,host:port}. Options may be {@code replicaSet} and {@code
     * directConnection}; {@code tls=true} is always so. Anything else is refused, a user name or
     * password first of all.
     */
    String url();

    /** {@code x509}, {@code scram-sha-256} or {@code tls}. */
    @WithDefault("x509")
    DocumentLogin login();

    /**
     * File with the password of {@code scram-sha-256}, and of that alone: one line of at least 16
     * characters, out of reach of other users of the machine. Read once, at the start.
     */
    Optional<Path> passwordFile();
}
