package io.sealstream.keys.vault;

import io.sealstream.keys.UnavailableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The configured nodes of Vault, of which one is active. The node that answered last is asked
 * first; when it is on standby, sealed or out of reach, each of the others is asked once.
 *
 * <p>So the active node is found without following a redirect, and a token never reaches an address
 * that was not configured. To ask twice does no harm: logins, keys and certificates that nobody
 * received are of no use to anybody.
 */
final class VaultNodes {
    private final List<URI> addresses;
    private volatile int lastServing;

    VaultNodes(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** One exchange with a node. */
    interface Exchange<T> {
        /** Asks a node; {@link UnavailableException} means that another one may be asked. */
        T with(URI node) throws DeniedException;
    }

    /**
     * Asks the nodes in turn until one serves.
     *
     * @throws DeniedException when the serving node denies permission
     * @throws UnavailableException when none serves
     */
    <T> T ask(Exchange<T> exchange) throws DeniedException {
        int first = lastServing;
        List<UnavailableException> missing = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            int node = (first + i) % addresses.size();
            try {
                T answer = exchange.with(addresses.get(node));
                lastServing = node;
                return answer;
            } catch (UnavailableException e) {
                missing.add(e);
            }
        }
        UnavailableException all = missing.getFirst();
        missing.stream().skip(1).forEach(all::addSuppressed);
        throw all;
    }
}
