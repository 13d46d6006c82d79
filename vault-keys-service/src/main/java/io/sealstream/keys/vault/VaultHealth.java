package io.sealstream.keys.vault;

import io.github.jopenlibs.vault.VaultException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.identity.TlsIdentity;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** Asks the configured nodes how they are ({@code sys/health}). Needs no token. */
public final class VaultHealth {
    private final List<URI> nodes;
    private final VaultConnection connection;

    /** Health is of the cluster and is asked without a namespace. */
    private final VaultDriver driver = new VaultDriver(null);

    public VaultHealth(VaultSettings settings, TlsIdentity identity) {
        this.nodes = settings.nodes();
        this.connection = new VaultConnection(identity);
    }

    /** How Vault is; the best of its nodes comes first. */
    public enum State {
        /** Some node serves. */
        ACTIVE,
        /** Nodes are unsealed, but those that were reached are not the active one. */
        STANDBY,
        /** Nodes are sealed. */
        SEALED,
        /** Nodes are not initialised. */
        UNINITIALIZED,
        /** No node answers as Vault does. */
        UNREACHABLE
    }

    /** Asks all nodes in turn; takes seconds when some do not answer. */
    public State state() {
        return nodes.stream()
                .map(this::state)
                .min(Comparator.naturalOrder())
                .orElse(State.UNREACHABLE);
    }

    private State state(URI node) {
        try {
            return driver.call(
                    node,
                    connection.current().http(),
                    null,
                    "sys/health",
                    vault -> of(vault.debug().health().getRestResponse().getStatus()));
        } catch (DeniedException | UnavailableException | IllegalStateException e) {
            return State.UNREACHABLE;
        }
    }

    private static State of(int status) throws VaultException {
        return switch (status) {
            case 200 -> State.ACTIVE;
            case 429, 472, 473 -> State.STANDBY;
            case 501 -> State.UNINITIALIZED;
            case 503 -> State.SEALED;
            default -> throw new VaultException("not a state", status);
        };
    }
}
