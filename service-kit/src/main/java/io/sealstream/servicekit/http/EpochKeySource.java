package io.sealstream.servicekit.http;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.EpochKeysCall;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The epoch keys, fetched from vault-keys and kept in memory. Once there are some they are used
 * while vault-keys or Vault is away; a new key is handed out long before it is used.
 */
public final class EpochKeySource implements Supplier<EpochKeys>, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EpochKeySource.class);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ServiceClient vaultKeys;
    private final Thread thread;
    private volatile @Nullable EpochKeys keys;

    public EpochKeySource(TlsIdentity identity, URI vaultKeys) {
        this.vaultKeys = new ServiceClient(identity, ServiceName.VAULT_KEYS, vaultKeys);
        this.thread = Thread.ofVirtual().name("epoch-keys").start(this::run);
    }

    /** Whether keys have been fetched since the start. */
    public boolean ready() {
        return keys != null;
    }

    @Override
    public EpochKeys get() {
        EpochKeys current = keys;
        if (current == null) {
            throw new IllegalStateException("no epoch keys yet");
        }
        return current;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(fetch() ? REFRESH : RETRY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean fetch() {
        try {
            List<EpochKey> fetched =
                    vaultKeys.get(EpochKeysCall.PATH, EpochKeysCall.Keys.class).keys().stream()
                            .map(key -> new EpochKey(key.kid(), key.key()))
                            .toList();
            keys = EpochKeys.of(fetched);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("epoch keys could not be fetched: %s", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
