package io.sealstream.devstack.vault.barrier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the storage closed until the unseal key is given.
 *
 * <p>The barrier key encrypts every value; file {@code barrier.key} holds it encrypted under the
 * unseal key, which is nowhere on disk. A process starts sealed.
 */
public final class Barrier {
    private static final String KEY_FILE = "barrier.key";
    private static final String KEY_NAME = "sealstream-vault-stand-in-barrier-1";

    private final Path folder;
    private volatile @Nullable Storage storage;

    public Barrier(Path folder) {
        this.folder = folder;
        try {
            DurableFile.createFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder cannot be made: " + folder, e);
        }
    }

    /** Whether an unseal key exists. */
    public boolean initialized() {
        return Files.exists(folder.resolve(KEY_FILE));
    }

    /** The storage, when unsealed. */
    public Optional<Storage> storage() {
        return Optional.ofNullable(storage);
    }

    /** Makes the keys and returns the unseal key; the caller owns it. Stays sealed. */
    public synchronized byte[] initialize() {
        byte[] unsealKey = SealedBox.newKey();
        byte[] barrierKey = SealedBox.newKey();
        try {
            byte[] wrapped = SealedBox.takeCopyOf(unsealKey).seal(KEY_NAME, barrierKey);
            DurableFile.write(folder.resolve(KEY_FILE), wrapped);
            return unsealKey;
        } catch (IOException e) {
            throw new UncheckedIOException("the barrier key cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no AES-GCM", e);
        } finally {
            Arrays.fill(barrierKey, (byte) 0);
        }
    }

    /** Opens the storage; false when the key is wrong. */
    public synchronized boolean unseal(byte[] unsealKey) {
        try {
            byte[] wrapped = Files.readAllBytes(folder.resolve(KEY_FILE));
            byte[] barrierKey = SealedBox.takeCopyOf(unsealKey).open(KEY_NAME, wrapped);
            storage = EncryptedFiles.open(folder, SealedBox.takeCopyOf(barrierKey));
            Arrays.fill(barrierKey, (byte) 0);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("storage cannot be read", e);
        }
    }

    /** Forgets the barrier key and all values. */
    public synchronized void seal() {
        storage = null;
    }
}
