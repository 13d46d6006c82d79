package io.sealstream.keys.vault;

import io.sealstream.keys.Pki;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the stand-in, which the local stack uses. */
class StandInVaultTest extends VaultRoomContract {
    private static @Nullable StandInVault standIn;

    @BeforeAll
    static void start(@TempDir Path folder) {
        standIn = StandInVault.start(folder, new Pki());
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(standIn).close();
    }

    @Override
    protected RunningVault vault() {
        return Objects.requireNonNull(standIn).vault();
    }
}
