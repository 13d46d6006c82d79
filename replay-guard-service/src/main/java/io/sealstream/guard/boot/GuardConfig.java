package io.sealstream.guard.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of the guard, beside those of the service kit. */
@ConfigMapping(prefix = "sealstream")
public interface GuardConfig {

    /** Where vault-keys is. */
    VaultKeys vaultKeys();

    /** State on the local disk. */
    State state();

    /** How nonces are checked. */
    Nonce nonce();

    /** How submissions are processed. */
    Guard guard();

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }

    /** State on the local disk. */
    interface State {
        /** Folder for windows and device table; what is lost is restored from Kafka. */
        Path folder();
    }

    /** How nonces are checked. */
    interface Nonce {
        /** How long an epoch lasts; ingest must be told the same. */
        @WithDefault("24h")
        Duration maxAge();
    }

    /** How submissions are processed. */
    interface Guard {
        /**
         * Stream threads. Each has transactions of its own, which cost more than judging does: one
         * thread, until verifying alone fills a processor.
         */
        @WithDefault("1")
        int threads();
    }
}
