package io.sealstream.devstack.demo;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the stack is and what to send.
 *
 * @param work folder for the demo's devices
 * @param identities identity folders of the services, by label
 * @param clients identity folders of operator and readers
 * @param ingest the device endpoint
 * @param vaultKeys the operator endpoint
 * @param storage the read endpoint
 * @param broker {@code host:port}
 * @param documents connection string of the document store
 * @param documentsPassword file with storage's password there; null where it needs none
 * @param trustDomain of every identity
 * @param input CSV with readings, or null for simulated ones
 */
public record DemoSettings(
        Path work,
        Path identities,
        Path clients,
        URI ingest,
        URI vaultKeys,
        URI storage,
        String broker,
        String documents,
        @Nullable Path documentsPassword,
        String trustDomain,
        @Nullable Path input) {
    static final String TENANT = "acme";
    static final String STREAM = "climate";

    Path operator() {
        return clients.resolve("operator-local");
    }

    Path reader(String tenant) {
        return clients.resolve("reader-" + tenant + "-dashboard");
    }

    Path service(String label) {
        return identities.resolve(label);
    }
}
