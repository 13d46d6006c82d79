package io.sealstream.storage.boot;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Settings of storage, beside those of the service kit. */
@ConfigMapping(prefix = "sealstream")
public interface StorageConfig {

    /** Where vault-keys is. */
    VaultKeys vaultKeys();

    /** Where the database is. */
    Documents documents();

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }

    /** Where the database is. */
    interface Documents {
        /** A MongoDB connection string. TLS is used whatever it says. */
        String url();
    }
}
