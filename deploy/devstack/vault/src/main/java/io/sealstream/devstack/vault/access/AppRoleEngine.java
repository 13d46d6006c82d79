package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.Map;
import java.util.UUID;

/**
 * {@code auth/approle}: a role id and a secret id make a token. Secret ids neither expire nor are
 * they used up.
 */
public final class AppRoleEngine implements Engine {
    private final Storage storage;
    private final Tokens tokens;

    public AppRoleEngine(Storage storage, Tokens tokens) {
        this.storage = storage;
        this.tokens = tokens;
    }

    /** A stored role. */
    record Role(String name, String roleId, TokenTerms terms) {}

    @Override
    public boolean open(String path) {
        return path.equals("login");
    }

    @Override
    public Reply handle(Request request) {
        boolean update = request.operation() == Operation.UPDATE;
        if (request.path().equals("login") && update) {
            return login(request.body());
        }
        if (!request.segment(0).equals("role") || request.segments() < 2) {
            throw Refusal.unsupportedPath();
        }
        String name = request.segment(1);
        String what = request.segment(2);
        if (what.isEmpty() && update) {
            return put(name, request.body());
        }
        if (what.equals("role-id") && !update) {
            return Reply.data(Map.of("role_id", require(name).roleId()));
        }
        if (what.equals("secret-id") && update) {
            return newSecret(require(name));
        }
        throw Refusal.unsupportedPath();
    }

    private Reply put(String name, Body body) {
        Role role = new Role(name, UUID.randomUUID().toString(), TokenTerms.of(body));
        storage.put("role/" + name, role);
        storage.put("role-id/" + role.roleId(), name);
        return Reply.nothing();
    }

    private Reply newSecret(Role role) {
        String secret = UUID.randomUUID().toString();
        storage.put("secret/" + Tokens.key(secret), role.name());
        return Reply.data(Map.of("secret_id", secret));
    }

    private Reply login(Body body) {
        String secret = "secret/" + Tokens.key(body.text("secret_id"));
        Role role =
                storage.get("role-id/" + body.text("role_id"), String.class)
                        .filter(name ->
                                storage.get(secret, String.class).filter(name::equals).isPresent())
                        .flatMap(name -> storage.get("role/" + name, Role.class))
                        .filter(found -> found.roleId().equals(body.text("role_id")))
                        .orElseThrow(() -> Refusal.badRequest("invalid role or secret ID"));
        return tokens.login(role.terms());
    }

    private Role require(String name) {
        return storage.get("role/" + name, Role.class).orElseThrow(Refusal::notFound);
    }
}
