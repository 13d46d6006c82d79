package io.sealstream.devstack.vault.transit;

import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a key does: data keys, encrypt, decrypt, rewrap; one item or a batch. */
final class TransitUse {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TransitUse() {}

    static TransitKey.Version newVersion() {
        return new TransitKey.Version(newKey(), Instant.now().getEpochSecond());
    }

    private static byte[] newKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    static Reply handle(Request request, TransitKey key) {
        return switch (request.segment(0)) {
            case "datakey" -> dataKey(request, key);
            case "encrypt" -> each(request.body(), 400, item -> encrypt(key, item));
            case "decrypt" -> each(request.body(), 400, item -> decrypt(key, item));
            // Vault reports a bad item of this batch in the item alone.
            case "rewrap" -> each(request.body(), 200, item -> rewrap(key, item));
            default -> throw Refusal.unsupportedPath();
        };
    }

    private static Reply dataKey(Request request, TransitKey key) {
        Body body = request.body();
        if (body.number("bits", 256) != 256) {
            throw Refusal.badRequest("the stand-in makes data keys of 256 bits only");
        }
        byte[] plaintext = newKey();
        try {
            Map<String, Object> data = sealed(key, body, plaintext);
            if (request.segment(1).equals("plaintext")) {
                data.put("plaintext", Base64.getEncoder().encodeToString(plaintext));
            } else if (!request.segment(1).equals("wrapped")) {
                throw Refusal.badRequest("Invalid path, must be 'plaintext' or 'wrapped'");
            }
            return Reply.data(data);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static Map<String, Object> encrypt(TransitKey key, Body item) {
        item.text("plaintext");
        return sealed(key, item, item.bytes("plaintext"));
    }

    private static Map<String, Object> decrypt(TransitKey key, Body item) {
        byte[] plaintext =
                TransitCipher.decrypt(key, item.bytes("context"), item.text("ciphertext"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("plaintext", Base64.getEncoder().encodeToString(plaintext));
        return data;
    }

    private static Map<String, Object> rewrap(TransitKey key, Body item) {
        byte[] plaintext =
                TransitCipher.decrypt(key, item.bytes("context"), item.text("ciphertext"));
        try {
            return sealed(key, item, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static Map<String, Object> sealed(TransitKey key, Body item, byte[] plaintext) {
        int wanted = item.number("key_version", 0);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "ciphertext", TransitCipher.encrypt(key, wanted, item.bytes("context"), plaintext));
        data.put("key_version", wanted == 0 ? key.latest() : wanted);
        return data;
    }

    private static Reply each(
            Body body, int statusIfOneFails, Function<Body, Map<String, Object>> work) {
        List<Body> items = body.batch().orElse(List.of());
        if (items.isEmpty()) {
            return Reply.data(work.apply(body));
        }
        List<Map<String, Object>> results = new ArrayList<>();
        boolean failed = false;
        for (Body item : items) {
            Map<String, Object> result;
            try {
                result = work.apply(item);
            } catch (Refusal e) {
                failed = true;
                result = new LinkedHashMap<>(Map.of("error", String.valueOf(e.getMessage())));
            }
            if (item.has("reference")) {
                result.put("reference", item.text("reference"));
            }
            results.add(result);
        }
        return new Reply.Data(failed ? statusIfOneFails : 200, Map.of("batch_results", results));
    }
}
