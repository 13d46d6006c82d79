package io.sealstream.storage.boot;

import io.sealstream.servicekit.documents.DocumentSettings;
import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Settings of storage, beside those of the service kit. */
@ConfigMapping(prefix = "sealstream")
public interface StorageConfig {

    /** Where vault-keys is. */
    VaultKeys vaultKeys();

    /** How the document server is reached. */
    DocumentSettings documents();

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }
}
