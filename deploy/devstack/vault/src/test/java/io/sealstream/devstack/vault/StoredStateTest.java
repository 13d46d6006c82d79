package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.vault.contract.VaultUnderTest;
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
    @TempDir Path folder;

    @Test
    void aRestartedServerIsSealedAndThenKnowsEverything() throws Exception {
        // Given
        Parties parties = new Parties(folder);
        VaultUnderTest before;
        try (VaultServer first = StandIn.start(folder)) {
            before = parties.open(first.port());
            before.write("sys/mounts/transit", Map.of("type", "transit"));
            before.write("transit/keys/kept", Map.of());
        }

        // When
        try (VaultServer again = StandIn.start(folder)) {
            VaultUnderTest vault = parties.at(again.port(), before.rootToken(), before.unsealKey());

            // Then
            assertThat(vault.read("transit/keys/kept").status()).isEqualTo(503);
            vault.unseal();
            assertThat(vault.read("transit/keys/kept").status()).isEqualTo(200);
        }
    }

    @Test
    void filesTellNothingWithoutTheUnsealKey() throws Exception {
        // Given
        try (StandIn standIn = StandIn.fresh(folder)) {
            standIn.vault().write("sys/mounts/transit", Map.of("type", "transit"));
            standIn.vault().write("transit/keys/visible-name", Map.of());
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
