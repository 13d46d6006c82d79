package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left on disk, and what a restart finds there. */
class StoredStateTest {
    private static final Map<String, Object> KEY = Map.of("type", "aes256-gcm96", "derived", true);

    @TempDir Path folder;

    private static int use(VaultUnderTest vault) {
        return vault.write("transit/datakey/plaintext/kept", Map.of("context", "YQ==")).status();
    }

    @Test
    void aRestartedServerIsSealedAndThenKnowsEverything() throws Exception {
        // Given
        Parties parties = new Parties(folder);
        VaultUnderTest before;
        try (VaultServer first = RunningEmulator.start(folder)) {
            before = parties.open(first.port());
            before.write("sys/mounts/transit", Map.of("type", "transit"));
            before.write("transit/keys/kept", KEY);
        }

        // When
        try (VaultServer again = RunningEmulator.start(folder)) {
            VaultUnderTest vault = parties.at(again.port(), before.rootToken(), before.unsealKey());

            // Then
            assertThat(use(vault)).isEqualTo(503);
            vault.unseal();
            assertThat(use(vault)).isEqualTo(200);
        }
    }

    @Test
    void filesTellNothingWithoutTheUnsealKey() throws Exception {
        // Given
        try (RunningEmulator emulator = RunningEmulator.fresh(folder)) {
            emulator.vault().write("sys/mounts/transit", Map.of("type", "transit"));
            emulator.vault().write("transit/keys/visible-name", KEY);
        }

        // When
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("state"))) {
            files = all.toList();
        }

        // Then
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("visible-name", "transit", "versions", "policies");
            assertThat(file.getFileName().toString()).doesNotContain("visible", "transit");
        }
    }
}
