package io.sealstream.devstack.launcher.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Initialises and opens Vault with the key that a local stack keeps on its own disk. */
public final class VaultSeal {
    private final Layout layout;

    public VaultSeal(Layout layout) {
        this.layout = layout;
    }

    /** Makes the keys, keeps the unseal key and returns the root token. */
    String initialize(VaultClient vault) {
        JsonNode made = vault.write("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
        try {
            PrivateFiles.write(layout.unsealKey(), made.path("keys_base64").path(0).asText());
        } catch (IOException e) {
            throw new UncheckedIOException("the unseal key cannot be kept", e);
        }
        return made.path("root_token").asText();
    }

    /** Opens it and waits until it serves; nothing happens when it is open. */
    public void unseal(VaultClient vault) {
        try {
            vault.write("sys/unseal", Map.of("key", Files.readString(layout.unsealKey())));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the unseal key is gone; delete " + layout.state() + " to start again", e);
        }
        awaitActive(vault);
    }

    /** A Vault that was opened elects itself leader before it serves. */
    private static void awaitActive(VaultClient vault) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!vault.active()) {
            if (System.nanoTime() > end) {
                throw new StackException("Vault is open, but does not serve; see its log");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted", e);
            }
        }
    }
}
