package io.sealstream.systemtests.faults;

import io.sealstream.protocol.ServiceName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is killed: one process, or all of them in the same moment. */
public enum Target {
    INGEST(ServiceName.INGEST),
    BROKER(ServiceName.BROKER),
    REPLAY_GUARD(ServiceName.REPLAY_GUARD),
    STORAGE(ServiceName.STORAGE),
    VAULT_KEYS(ServiceName.VAULT_KEYS),
    DOCUMENT_STORE(ServiceName.DOCUMENT_STORE),
    VAULT(ServiceName.VAULT),
    EVERYTHING(null);

    private final @Nullable ServiceName process;

    Target(@Nullable ServiceName process) {
        this.process = process;
    }

    /** The processes that end. */
    public List<ServiceName> processes() {
        return process == null ? all() : List.of(process);
    }

    /** Every process of the system but the one that starts them again. */
    public static List<ServiceName> all() {
        return Arrays.stream(values())
                .map(target -> target.process)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
