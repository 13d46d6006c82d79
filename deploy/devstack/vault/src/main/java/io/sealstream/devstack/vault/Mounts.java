package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.access.AppRoleEngine;
import io.sealstream.devstack.vault.access.CertEngine;
import io.sealstream.devstack.vault.access.Policies;
import io.sealstream.devstack.vault.access.TokenEngine;
import io.sealstream.devstack.vault.access.Tokens;
import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.pki.PkiEngine;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.transit.TransitEngine;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is mounted where while the storage is open. */
final class Mounts {
    private static final Set<String> SECRETS = Set.of("transit", "pki");
    private static final Set<String> LOGINS = Set.of("approle", "cert");

    /** Vault's own limit: 32 days. */
    private static final long DEFAULT_MAX_TTL = 768 * 3600L;

    private final Storage storage;
    private final Tokens tokens;
    private final Policies policies;
    private final ConcurrentSkipListMap<String, Mount> mounts = new ConcurrentSkipListMap<>();

    /** A stored row of the mount table; {@code maxTtl} in seconds. */
    record Row(String type, long maxTtl) {}

    Mounts(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.tokens = new Tokens(storage, clock);
        this.policies = new Policies(storage);
        put("sys/", new SystemEngine(this));
        put("auth/token/", new TokenEngine(tokens));
        for (String path : storage.list("mount/")) {
            storage.get("mount/" + path, Row.class).ifPresent(row -> activate(path, row));
        }
    }

    Tokens tokens() {
        return tokens;
    }

    Policies policies() {
        return policies;
    }

    /** The mount a path belongs to. */
    Optional<Mount> find(String path) {
        return mounts.values().stream().filter(m -> (path + "/").startsWith(m.path())).findFirst();
    }

    void enableSecrets(String path, String type, long maxTtl) {
        enable(path, type, maxTtl, SECRETS);
    }

    void enableLogin(String path, String type) {
        enable("auth/" + path, type, 0, LOGINS);
    }

    private void enable(String path, String type, long maxTtl, Set<String> types) {
        if (!types.contains(type)) {
            throw Refusal.badRequest("plugin not found in the catalog: " + type);
        }
        String place = path + "/";
        boolean taken =
                place.startsWith("cubbyhole/")
                        || mounts.keySet().stream()
                                .anyMatch(p -> p.startsWith(place) || place.startsWith(p));
        if (taken) {
            throw Refusal.badRequest("path is already in use at " + place);
        }
        Row row = new Row(type, maxTtl == 0 ? DEFAULT_MAX_TTL : maxTtl);
        storage.put("mount/" + place, row);
        activate(place, row);
    }

    private void activate(String path, Row row) {
        Storage own = storage.below("data/" + path);
        Engine engine =
                switch (row.type()) {
                    case "transit" -> new TransitEngine(own);
                    case "pki" -> new PkiEngine(own, row.maxTtl());
                    case "approle" -> new AppRoleEngine(own, tokens);
                    case "cert" -> new CertEngine(own, tokens);
                    default -> throw new IllegalStateException("unknown engine " + row.type());
                };
        put(path, engine);
    }

    private void put(String path, Engine engine) {
        mounts.put(path, new Mount(path, engine));
    }
}
