package io.sealstream.keys.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealstream.keys.FreshKey;
import io.sealstream.keys.Kek;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.WrappedKey;
import io.sealstream.protocol.secret.KeyBytes;
import java.util.List;
import java.util.Map;

/**
 * Keys by Vault's transit engine. The transit keys are derived: {@code context} takes part in the
 * derivation, so a ciphertext opens under its own context only, and rewrapping keeps it.
 */
public final class TransitKeyVault implements KeyVault {
    private final VaultSession vault;

    public TransitKeyVault(VaultSession vault) {
        this.vault = vault;
    }

    private record DataKeyAnswer(DataKey data) {}

    private record DataKey(KeyBytes plaintext, String ciphertext) {}

    private record BatchAnswer(Batch data) {}

    private record Batch(@JsonProperty("batch_results") List<Opened> results) {}

    private record Opened(KeyBytes plaintext) {}

    private record Sealed(String ciphertext, byte[] context) {}

    private static String name(Kek kek) {
        return switch (kek) {
            case ENVELOPE_SEEDS -> "sealstream-kek";
            case EPOCH_KEYS -> "sealstream-epoch";
        };
    }

    @Override
    public FreshKey newKey(Kek kek, byte[] context) {
        DataKey key =
                vault.exchangeKeys(
                                "transit/datakey/plaintext/" + name(kek),
                                Map.of("context", context, "bits", 8 * KeyBytes.LENGTH),
                                DataKeyAnswer.class)
                        .data();
        return new FreshKey(key.plaintext(), key.ciphertext());
    }

    @Override
    public List<KeyBytes> unwrap(Kek kek, List<WrappedKey> keys) {
        List<Sealed> batch =
                keys.stream().map(key -> new Sealed(key.ciphertext(), key.context())).toList();
        List<KeyBytes> opened =
                vault
                        .exchangeKeys(
                                "transit/decrypt/" + name(kek),
                                Map.of("batch_input", batch),
                                BatchAnswer.class)
                        .data()
                        .results()
                        .stream()
                        .map(Opened::plaintext)
                        .toList();
        if (opened.size() != keys.size()) {
            opened.forEach(KeyBytes::close);
            throw new IllegalStateException("a wrapped key does not open under its context");
        }
        return opened;
    }
}
