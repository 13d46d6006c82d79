package io.sealstream.devstack.vault.transit;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.Map;
import java.util.TreeMap;

/** A transit mount: looks after keys itself and leaves what they do to {@link TransitUse}. */
public final class TransitEngine implements Engine {
    private final Storage storage;

    public TransitEngine(Storage storage) {
        this.storage = storage.below("keys/");
    }

    @Override
    public boolean changesState(Request request) {
        // Encrypting and decrypting only read keys, and may run side by side.
        return request.segment(0).equals("keys") && request.operation() != Operation.READ;
    }

    @Override
    public Reply handle(Request request) {
        if (request.segment(0).equals("keys")) {
            return keys(request);
        }
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        boolean datakey = request.segment(0).equals("datakey");
        TransitKey key = requireForUse(request.segment(datakey ? 2 : 1));
        return TransitUse.handle(request, key);
    }

    private Reply keys(Request request) {
        if (request.segments() == 1) {
            return Reply.data(Map.of("keys", storage.list("")));
        }
        String name = request.segment(1);
        return switch (request.segment(2)) {
            case "" -> key(name, request);
            case "rotate" -> put(require(name).rotated(TransitUse.newVersion()));
            case "trim" ->
                    put(require(name).trimmed(request.body().number("min_available_version", 0)));
            case "config" -> configure(require(name), request.body());
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Reply key(String name, Request request) {
        return switch (request.operation()) {
            case READ -> Reply.data(require(name).describe());
            case UPDATE -> create(name, request.body());
            case DELETE -> delete(name);
            case LIST -> throw Refusal.unsupportedPath();
        };
    }

    private Reply create(String name, Body body) {
        if (!body.text("type", "aes256-gcm96").equals("aes256-gcm96")) {
            throw Refusal.badRequest("the stand-in has keys of type aes256-gcm96 only");
        }
        boolean derived = body.flag("derived", false);
        return storage.get(name, TransitKey.class)
                .map(key -> Reply.data(key.describe()))
                .orElseGet(() -> {
                    TreeMap<Integer, TransitKey.Version> versions = new TreeMap<>();
                    versions.put(1, TransitUse.newVersion());
                    return put(new TransitKey(name, derived, versions, 1, 0, 0, false));
                });
    }

    private Reply configure(TransitKey key, Body body) {
        return put(
                key.configured(
                        body.number("min_decryption_version", key.minDecryption()),
                        body.number("min_encryption_version", key.minEncryption()),
                        body.flag("deletion_allowed", key.deletionAllowed())));
    }

    private Reply delete(String name) {
        if (!require(name).deletionAllowed()) {
            throw Refusal.badRequest(
                    "error deleting policy " + name + ": deletion is not allowed for this key");
        }
        storage.delete(name);
        return Reply.nothing();
    }

    private Reply put(TransitKey key) {
        storage.put(key.name(), key);
        return Reply.data(key.describe());
    }

    private TransitKey require(String name) {
        return storage.get(name, TransitKey.class).orElseThrow(Refusal::notFound);
    }

    private TransitKey requireForUse(String name) {
        return storage.get(name, TransitKey.class)
                .orElseThrow(() -> Refusal.badRequest("encryption key not found"));
    }
}
