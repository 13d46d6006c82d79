package io.sealstream.devstack.vault.transit;

import io.sealstream.devstack.vault.request.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A named key with its versions, as it is stored.
 *
 * @param name its name
 * @param derived whether each request derives its own key from a context
 * @param versions key bytes by version; trimmed ones are gone
 * @param minDecryption oldest version that may decrypt
 * @param minEncryption oldest version that may encrypt; 0 = the latest
 * @param minAvailable oldest version kept; 0 = all
 * @param deletionAllowed whether the key may be deleted
 */
record TransitKey(
        String name,
        boolean derived,
        TreeMap<Integer, Version> versions,
        int minDecryption,
        int minEncryption,
        int minAvailable,
        boolean deletionAllowed) {

    /** One version: 32 key bytes and when it was made, in Unix seconds. */
    record Version(byte[] key, long created) {}

    int latest() {
        return versions.lastKey();
    }

    Version versionToEncrypt(int wanted) {
        int version = wanted == 0 ? latest() : wanted;
        Version found = versions.get(version);
        if (found == null || version < minEncryption) {
            throw Refusal.badRequest(
                    "requested version for encryption is not allowed by the key's policy");
        }
        return found;
    }

    Version versionToDecrypt(int version) {
        if (version < minDecryption || version < minAvailable) {
            throw Refusal.badRequest(
                    "ciphertext or signature version is disallowed by policy (too old)");
        }
        Version found = versions.get(version);
        if (found == null) {
            throw Refusal.badRequest("invalid ciphertext: version is too new");
        }
        return found;
    }

    TransitKey rotated(Version next) {
        TreeMap<Integer, Version> more = new TreeMap<>(versions);
        more.put(latest() + 1, next);
        return new TransitKey(
                name, derived, more, minDecryption, minEncryption, minAvailable, deletionAllowed);
    }

    TransitKey configured(int decryption, int encryption, boolean deletion) {
        if (decryption < 1 || decryption > latest() || encryption < 0 || encryption > latest()) {
            throw Refusal.badRequest("cannot set a minimum version beyond the latest version");
        }
        if (decryption < minAvailable) {
            throw Refusal.badRequest(
                    "min decryption version should not be less than min available version");
        }
        if (encryption != 0 && encryption < decryption) {
            throw Refusal.badRequest(
                    "cannot set min encryption version less than min decryption version");
        }
        return new TransitKey(
                name, derived, versions, decryption, encryption, minAvailable, deletion);
    }

    TransitKey trimmed(int available) {
        if (available < 1 || minEncryption == 0 || available > minEncryption) {
            throw Refusal.badRequest(
                    "minimum available version cannot be set beyond minimum encryption version");
        }
        if (available > minDecryption) {
            throw Refusal.badRequest(
                    "minimum available version cannot be greater than minimum decryption version");
        }
        if (available < minAvailable) {
            throw Refusal.badRequest("minimum available version cannot be decremented");
        }
        return new TransitKey(
                name,
                derived,
                new TreeMap<>(versions.tailMap(available)),
                minDecryption,
                minEncryption,
                available,
                deletionAllowed);
    }

    Map<String, Object> describe() {
        Map<String, Long> created = new LinkedHashMap<>();
        versions.tailMap(minDecryption)
                .forEach((v, key) -> created.put(v.toString(), key.created()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", name);
        data.put("type", "aes256-gcm96");
        data.put("derived", derived);
        data.put("keys", created);
        data.put("latest_version", latest());
        data.put("min_decryption_version", minDecryption);
        data.put("min_encryption_version", minEncryption);
        data.put("min_available_version", minAvailable);
        data.put("deletion_allowed", deletionAllowed);
        data.put("exportable", false);
        data.put("supports_encryption", true);
        data.put("supports_decryption", true);
        data.put("supports_derivation", true);
        data.put("supports_signing", false);
        if (derived) {
            data.put("kdf", "hkdf_sha256");
        }
        return data;
    }
}
