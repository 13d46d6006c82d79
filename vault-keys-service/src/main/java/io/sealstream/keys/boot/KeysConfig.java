package io.sealstream.keys.boot;

import io.sealstream.servicekit.documents.DocumentSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What vault-keys must be told besides its identity. */
@ConfigMapping(prefix = "sealstream")
public interface KeysConfig {

    /** Where and as whom Vault is reached. */
    Vault vault();

    /** How the document server is reached. */
    DocumentSettings documents();

    /** How envelope keys are made. */
    Envelope envelope();

    /** How devices enrol. */
    Enrolment enrolment();

    /** How devices enrol. */
    interface Enrolment {
        /**
         * Tenants whose devices may show their one-time token (HTTP Basic) instead of signing with
         * it: a hostile ingest can use such a token for a key of its own.
         */
        Optional<Set<String>> tokenTenants();
    }

    /** Where and as whom Vault is reached. */
    interface Vault {
        /** {@code https://host:port} of each node, comma-separated; nothing else is contacted. */
        List<URI> url();

        /** Role of the certificate login. */
        @WithDefault("vault-keys")
        String role();

        /** Namespace of all mounts; without it, the root namespace. */
        Optional<String> namespace();
    }

    /** How envelope keys are made. */
    interface Envelope {
        /** Suite number of new keys: 1 is X-Wing, 2 is X25519. */
        @WithDefault("1")
        int suite();
    }
}
