package io.sealstream.keys.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** What vault-keys must be told besides its identity. */
@ConfigMapping(prefix = "sealstream")
public interface KeysConfig {

    /** Vault. */
    Vault vault();

    /** The document store. */
    Store documents();

    /** Envelope keys. */
    Envelope envelope();

    /** Where and as whom Vault is reached. */
    interface Vault {
        /** {@code https://host:port}; nothing else is accepted. */
        URI url();

        /** Role of the certificate login. */
        @WithDefault("vault-keys")
        String role();
    }

    /** Where the document store is. */
    interface Store {
        /** {@code mongodb://host:port}; mutual TLS is always used, whatever the URL says. */
        String url();
    }

    /** How envelope keys are made. */
    interface Envelope {
        /** Suite number of new keys: 1 is X-Wing, 2 is X25519. */
        @WithDefault("1")
        int suite();
    }
}
