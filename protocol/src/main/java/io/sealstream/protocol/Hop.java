package io.sealstream.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a running platform, who opens them and to whom: the one table against which
 * services call each other and from which network policies are checked. Whatever is not here must
 * not be possible.
 *
 * <p>Setting a platform up is no hop: topics, access rules and Vault's engines are made before it
 * runs, by whoever runs it; and operators reach vault-keys by the means of administration of the
 * place it runs in, not through a published endpoint.
 */
public enum Hop {
    /** Devices enrol, send and ask for receipts. */
    DEVICE_TO_INGEST(null, ServiceName.INGEST),
    /** Readers list and fetch events. */
    READER_TO_STORAGE(null, ServiceName.STORAGE),
    INGEST_TO_BROKER(ServiceName.INGEST, ServiceName.BROKER),
    /** Enrolment, renewal and epoch keys. */
    INGEST_TO_VAULT_KEYS(ServiceName.INGEST, ServiceName.VAULT_KEYS),
    /** Receipts of stored events. */
    INGEST_TO_STORAGE(ServiceName.INGEST, ServiceName.STORAGE),
    REPLAY_GUARD_TO_BROKER(ServiceName.REPLAY_GUARD, ServiceName.BROKER),
    /** Fetching epoch keys. */
    REPLAY_GUARD_TO_VAULT_KEYS(ServiceName.REPLAY_GUARD, ServiceName.VAULT_KEYS),
    VAULT_KEYS_TO_BROKER(ServiceName.VAULT_KEYS, ServiceName.BROKER),
    VAULT_KEYS_TO_DOCUMENT_STORE(ServiceName.VAULT_KEYS, ServiceName.DOCUMENT_STORE),
    VAULT_KEYS_TO_VAULT(ServiceName.VAULT_KEYS, ServiceName.VAULT),
    STORAGE_TO_BROKER(ServiceName.STORAGE, ServiceName.BROKER),
    STORAGE_TO_DOCUMENT_STORE(ServiceName.STORAGE, ServiceName.DOCUMENT_STORE),
    /** Unwrapping of data keys. */
    STORAGE_TO_VAULT_KEYS(ServiceName.STORAGE, ServiceName.VAULT_KEYS);

    private final @Nullable ServiceName from;
    private final ServiceName to;

    Hop(@Nullable ServiceName from, ServiceName to) {
        this.from = from;
        this.to = to;
    }

    /** Who connects; null when it comes from outside the platform. */
    public @Nullable ServiceName from() {
        return from;
    }

    /** Who is connected to. */
    public ServiceName to() {
        return to;
    }

    /** Whether it comes from outside: its endpoint is published. */
    public boolean fromOutside() {
        return from == null;
    }

    /** The services that connect to {@code to}. */
    public static Set<ServiceName> callersOf(ServiceName to) {
        return Arrays.stream(values())
                .filter(hop -> hop.to == to && hop.from != null)
                .map(hop -> hop.from)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServiceName.class)));
    }

    /**
     * Makes sure that a connection is one of the table.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static void require(Principal from, ServiceName to) {
        if (!(from instanceof ServiceName service) || !callersOf(to).contains(service)) {
            throw new IllegalArgumentException(from.path() + " has no business with " + to.label());
        }
    }
}
