package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code auth/approle}: a role id and a secret id make a token. */
public final class AppRoleEngine implements Engine {
    private final String mount;
    private final Storage storage;
    private final Tokens tokens;

    public AppRoleEngine(String mount, Storage storage, Tokens tokens) {
        this.mount = mount;
        this.storage = storage;
        this.tokens = tokens;
    }

    /** A stored role. */
    record Role(
            String name,
            String roleId,
            List<String> policies,
            long ttl,
            long maxTtl,
            long secretTtl,
            int secretUses) {}

    /**
     * A stored secret id, under its digest. {@code uses} 0 = any number, {@code expires} 0 = never.
     */
    record Secret(String role, String accessor, long expires, int uses) {}

    @Override
    public boolean open(String path) {
        return path.equals("login");
    }

    @Override
    public Reply handle(Request request) {
        if (request.path().equals("login") && request.operation() == Operation.UPDATE) {
            return login(request.body());
        }
        if (!request.segment(0).equals("role") || request.segments() < 2) {
            throw Refusal.unsupportedPath();
        }
        String name = request.segment(1);
        return switch (request.segment(2)) {
            case "" -> role(name, request);
            case "role-id" -> Reply.data(Map.of("role_id", require(name).roleId()));
            case "secret-id" -> newSecret(require(name));
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Reply role(String name, Request request) {
        return switch (request.operation()) {
            case UPDATE -> put(name, request.body());
            case READ -> read(require(name));
            case DELETE -> delete(name);
            case LIST -> throw Refusal.unsupportedPath();
        };
    }

    private Reply put(String name, Body body) {
        String roleId =
                storage.get("role/" + name, Role.class)
                        .map(Role::roleId)
                        .orElseGet(() -> UUID.randomUUID().toString());
        Role role =
                new Role(
                        name,
                        roleId,
                        body.list("token_policies"),
                        body.seconds("token_ttl", 0),
                        body.seconds("token_max_ttl", 0),
                        body.seconds("secret_id_ttl", 0),
                        body.number("secret_id_num_uses", 0));
        storage.put("role/" + name, role);
        storage.put("role-id/" + roleId, name);
        return Reply.nothing();
    }

    private static Reply read(Role role) {
        return Reply.data(
                Map.of(
                        "bind_secret_id", true,
                        "token_policies", role.policies(),
                        "token_ttl", role.ttl(),
                        "token_max_ttl", role.maxTtl(),
                        "secret_id_ttl", role.secretTtl(),
                        "secret_id_num_uses", role.secretUses()));
    }

    private Reply delete(String name) {
        storage.get("role/" + name, Role.class)
                .ifPresent(role -> storage.delete("role-id/" + role.roleId()));
        storage.delete("role/" + name);
        return Reply.nothing();
    }

    private Reply newSecret(Role role) {
        String secret = UUID.randomUUID().toString();
        String accessor = UUID.randomUUID().toString();
        long expires = role.secretTtl() == 0 ? 0 : tokens.now() + role.secretTtl();
        storage.put(
                "secret/" + Tokens.key(secret),
                new Secret(role.name(), accessor, expires, role.secretUses()));
        return Reply.data(
                Map.of(
                        "secret_id",
                        secret,
                        "secret_id_accessor",
                        accessor,
                        "secret_id_ttl",
                        role.secretTtl(),
                        "secret_id_num_uses",
                        role.secretUses()));
    }

    private Reply login(Body body) {
        String key = "secret/" + Tokens.key(body.text("secret_id"));
        Role role =
                storage.get("role-id/" + body.text("role_id"), String.class)
                        .flatMap(name -> storage.get("role/" + name, Role.class))
                        .orElseThrow(AppRoleEngine::invalid);
        Secret secret =
                storage.get(key, Secret.class)
                        .filter(s -> s.role().equals(role.name()))
                        .filter(s -> s.expires() == 0 || tokens.now() < s.expires())
                        .orElseThrow(AppRoleEngine::invalid);
        useUp(key, secret);
        return tokens.login(
                new Tokens.Wish(
                        "approle",
                        mount + "login",
                        role.policies(),
                        role.ttl(),
                        role.maxTtl(),
                        Map.of("role_name", role.name())));
    }

    private void useUp(String key, Secret secret) {
        if (secret.uses() == 1) {
            storage.delete(key);
        } else if (secret.uses() > 1) {
            storage.put(
                    key,
                    new Secret(
                            secret.role(), secret.accessor(), secret.expires(), secret.uses() - 1));
        }
    }

    private Role require(String name) {
        return storage.get("role/" + name, Role.class).orElseThrow(Refusal::notFound);
    }

    private static Refusal invalid() {
        return Refusal.badRequest("invalid role or secret ID");
    }
}
