package io.sealstream.storage.boot;

import io.sealstream.servicekit.documents.DocumentSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Settings of storage, beside those of the service kit. */
@ConfigMapping(prefix = "sealstream")
public interface StorageConfig {

    /** Where vault-keys is. */
    VaultKeys vaultKeys();

    /** How the document server is reached. */
    DocumentSettings documents();

    /** How much memory readers may take. */
    Reads reads();

    /** How much memory readers may take. */
    interface Reads {
        /** The most content of a page; at least one event, however large. */
        @WithDefault("8388608")
        int pageBytes();

        /** The most content of all pages that are being read or answered. */
        @WithDefault("33554432")
        int bytesInFlight();
    }

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }
}
