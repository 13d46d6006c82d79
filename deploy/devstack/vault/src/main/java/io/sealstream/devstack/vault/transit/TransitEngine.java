package io.sealstream.devstack.vault.transit;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A transit mount: {@code keys/NAME} makes a derived key, {@code datakey/plaintext/NAME} a data key
 * under it, {@code decrypt/NAME} opens a batch of them.
 */
public final class TransitEngine implements Engine {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Storage storage;

    public TransitEngine(Storage storage) {
        this.storage = storage.below("keys/");
    }

    @Override
    public boolean changesState(Request request) {
        // Data keys and decryption only read keys, and may run side by side.
        return request.segment(0).equals("keys");
    }

    @Override
    public Reply handle(Request request) {
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        String first = request.segment(0);
        if (first.equals("keys") && request.segments() == 2) {
            return create(request.segment(1), request.body());
        }
        if (first.equals("datakey") && request.segment(1).equals("plaintext")) {
            return dataKey(require(request.segment(2)), request.body());
        }
        if (first.equals("decrypt")) {
            return decrypt(require(request.segment(1)), request.body().batch());
        }
        throw Refusal.unsupportedPath();
    }

    private Reply create(String name, Body body) {
        if (!body.text("type").equals("aes256-gcm96") || !body.flag("derived", false)) {
            throw Refusal.badRequest("the emulator has derived keys of type aes256-gcm96 only");
        }
        if (storage.get(name, TransitKey.class).isEmpty()) {
            storage.put(name, new TransitKey(name, newKey()));
        }
        return Reply.nothing();
    }

    private TransitKey require(String name) {
        return storage.get(name, TransitKey.class)
                .orElseThrow(() -> Refusal.badRequest("encryption key not found"));
    }

    private static Reply dataKey(TransitKey key, Body body) {
        if (body.number("bits", 256) != 256) {
            throw Refusal.badRequest("the emulator makes data keys of 256 bits only");
        }
        byte[] plaintext = newKey();
        try {
            return Reply.data(
                    Map.of(
                            "ciphertext",
                            TransitCipher.encrypt(key, body.bytes("context"), plaintext),
                            "plaintext",
                            Base64.getEncoder().encodeToString(plaintext)));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** A batch with an item that does not open is answered 400, with the others opened. */
    private static Reply decrypt(TransitKey key, List<Body> batch) {
        List<Map<String, Object>> results = new ArrayList<>();
        int status = 200;
        for (Body item : batch) {
            try {
                byte[] plaintext =
                        TransitCipher.decrypt(key, item.bytes("context"), item.text("ciphertext"));
                results.add(Map.of("plaintext", Base64.getEncoder().encodeToString(plaintext)));
            } catch (Refusal e) {
                status = 400;
                results.add(Map.of("error", String.valueOf(e.getMessage())));
            }
        }
        return new Reply.Data(status, Map.of("batch_results", results));
    }

    private static byte[] newKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }
}
