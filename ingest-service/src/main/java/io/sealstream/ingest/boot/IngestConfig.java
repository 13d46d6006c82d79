package io.sealstream.ingest.boot;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Settings of ingest, beside those of the service kit. */
@ConfigMapping(prefix = "sealstream")
public interface IngestConfig {

    /** Where vault-keys is. */
    VaultKeys vaultKeys();

    /** Where storage is. */
    Storage storage();

    /** State on the local disk. */
    State state();

    /** The device endpoint. */
    Ingest ingest();

    /** How nonces are checked. */
    Nonce nonce();

    /** Where vault-keys is. */
    interface VaultKeys {
        /** {@code https://host:port}. */
        URI url();
    }

    /** Where storage is. */
    interface Storage {
        /** {@code https://host:port}. */
        URI url();
    }

    /** State on the local disk. */
    interface State {
        /** Folder for the device table; may be lost at any time, it is built again. */
        Path folder();
    }

    /** The device endpoint. */
    interface Ingest {
        /** Largest event, bytes. */
        @WithDefault("262144")
        int maxContentBytes();

        /** Events a second that one device may send in the long run. */
        @WithDefault("500")
        int eventsPerSecond();

        /** Events that one device may send at once after a pause. */
        @WithDefault("2000")
        int burst();

        /** First enrolments a second that one source address may ask for in the long run. */
        @WithDefault("50")
        int enrolmentsPerSecond();

        /** First enrolments that one source address may ask for at once after a pause. */
        @WithDefault("500")
        int enrolmentBurst();

        /** Bytes of content a second that one device may send in the long run. */
        @WithDefault("4M")
        MemorySize bytesPerSecond();

        /** Bytes of content that one device may send at once after a pause. */
        @WithDefault("32M")
        MemorySize burstBytes();

        /** In what time one device may send one signature that does not verify, in the long run. */
        @WithDefault("5s")
        Duration badSignatureEvery();

        /** Signatures that do not verify that one device may send at once after a pause. */
        @WithDefault("20")
        int badSignatureBurst();

        /** Bytes that all bodies under way hold in memory together. */
        @WithDefault("48M")
        MemorySize maxHeldBytes();

        /** How long a body may take to arrive. */
        @WithDefault("10s")
        Duration bodyDeadline();

        /** Devices whose data keys are held at once. */
        @WithDefault("100000")
        int maxDataKeys();

        /** Accepted content types, without parameters. */
        @WithDefault(
                "application/senml+json,application/senml+cbor,application/json,application/cbor,"
                        + "application/jose+json,application/octet-stream")
        Set<String> contentTypes();
    }

    /** How nonces are checked. */
    interface Nonce {
        /** How long an epoch lasts; the guard must be told the same. */
        @WithDefault("24h")
        Duration maxAge();
    }
}
