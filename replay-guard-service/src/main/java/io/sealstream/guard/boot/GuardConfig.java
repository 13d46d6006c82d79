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

    /** Local state. */
    State state();

    /** Nonces. */
    Nonce nonce();

    /** Judging. */
    Guard guard();

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }

    /** Local state. */
    interface State {
        /** Folder for windows and device table; what is lost is restored from Kafka. */
        Path folder();
    }

    /** Nonces. */
    interface Nonce {
        /** How long an epoch lasts; ingest must be told the same. */
        @WithDefault("24h")
        Duration maxAge();
    }

    /** Judging. */
    interface Guard {
        /**
         * Stream threads. Each has transactions of its own, which cost more than judging does: one
         * thread, until verifying alone fills a processor.
         */
        @WithDefault("1")
        int threads();
    }
}
