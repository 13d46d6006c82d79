package io.sealstream.keys.vault;

import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.vault.VaultConnection.Channel;
import io.sealstream.protocol.identity.TlsIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Logged in to Vault with the certificate of this process. The token is renewed after two thirds of
 * its life. A new login follows when it cannot be renewed, when Vault does not take it any more,
 * and when the certificate it is bound to was renewed.
 */
public final class VaultSession {
    private final VaultConnection connection;
    private final VaultNodes nodes;
    private final VaultDriver driver;
    private final KeyBytesClient keyBytes;
    private final VaultLogin login;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable VaultToken token;

    /**
     * Makes a session; nothing is sent yet.
     *
     * @param identity of this process; followed when it is renewed
     */
    public VaultSession(VaultSettings settings, TlsIdentity identity, InstantSource clock) {
        this.connection = new VaultConnection(identity);
        this.nodes = new VaultNodes(settings.nodes());
        this.driver = new VaultDriver(settings.namespace());
        this.keyBytes = new KeyBytesClient(settings.namespace());
        this.login = new VaultLogin(nodes, driver, settings.role(), clock);
        this.clock = clock;
    }

    /** A call with a token. */
    private interface Call<T> {
        T with(VaultToken token) throws DeniedException;
    }

    /**
     * Writes by the driver; for answers that hold no key.
     *
     * @return the answer's {@code data}
     * @throws UnavailableException when no node is active and unsealed
     * @throws RefusedException when Vault refuses what is in the request
     * @throws IllegalStateException when Vault refuses the request otherwise
     */
    Map<String, String> write(String path, Map<String, Object> body) {
        return loggedIn(token ->
                nodes.ask(node ->
                        driver.call(
                                node,
                                token.channel().http(),
                                token.value(),
                                path,
                                vault -> VaultDriver.write(vault, path, body).getData())));
    }

    /**
     * Posts without the driver; for answers that hold keys. The bytes of both are zeroed.
     *
     * @throws UnavailableException when no node is active and unsealed
     * @throws IllegalStateException when Vault refuses the request
     */
    <T> T exchangeKeys(String path, Object body, Class<T> answer) {
        return loggedIn(token -> nodes.ask(node -> keyBytes.post(node, token, path, body, answer)));
    }

    private <T> T loggedIn(Call<T> call) {
        VaultToken first = current();
        try {
            return call.with(first);
        } catch (DeniedException e) {
            try {
                return call.with(replacing(first));
            } catch (DeniedException again) {
                throw new IllegalStateException("the Vault policy does not allow this", again);
            }
        }
    }

    private VaultToken current() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Channel channel = connection.current();
            VaultToken held = token;
            if (held == null || !held.channel().equals(channel) || !now.isBefore(held.until())) {
                return keep(login.by(channel));
            }
            return now.isBefore(held.renewAt()) ? held : keep(login.renewed(held));
        } finally {
            lock.unlock();
        }
    }

    private VaultToken replacing(VaultToken denied) {
        lock.lock();
        try {
            // Another thread may have been denied too, and have logged in already.
            VaultToken held = token;
            return held == null || held.equals(denied)
                    ? keep(login.by(connection.current()))
                    : held;
        } finally {
            lock.unlock();
        }
    }

    private VaultToken keep(VaultToken fresh) {
        token = fresh;
        return fresh;
    }
}
