package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.Map;

/** {@code sys}: mounts, logins and policies. Sealing is at {@link SealPaths}. */
final class SystemEngine implements Engine {
    private final Mounts mounts;

    SystemEngine(Mounts mounts) {
        this.mounts = mounts;
    }

    @Override
    public Reply handle(Request request) {
        String path = request.path();
        if (path.equals("mounts")) {
            return Reply.data(mounts.describe(false));
        }
        if (path.equals("auth")) {
            return Reply.data(mounts.describe(true));
        }
        if (path.startsWith("policies/acl")) {
            return policies(request);
        }
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        if (path.startsWith("mounts/")) {
            return mount(path.substring("mounts/".length()), request.body());
        }
        if (path.startsWith("auth/")) {
            mounts.enableLogin(path.substring("auth/".length()), request.body().text("type"));
            return Reply.nothing();
        }
        throw Refusal.unsupportedPath();
    }

    private Reply mount(String path, Body body) {
        if (path.endsWith("/tune")) {
            String tuned = path.substring(0, path.length() - "/tune".length());
            mounts.tune(tuned, body.seconds("max_lease_ttl", 0));
        } else {
            long maxTtl = new Body(body.json().path("config")).seconds("max_lease_ttl", 0);
            mounts.enableSecrets(path, body.text("type"), maxTtl);
        }
        return Reply.nothing();
    }

    private Reply policies(Request request) {
        if (request.segments() == 2) {
            return Reply.data(Map.of("keys", mounts.policies().names()));
        }
        String name = request.segment(2);
        return switch (request.operation()) {
            case READ -> Reply.data(Map.of("name", name, "policy", mounts.policies().get(name)));
            case UPDATE -> {
                mounts.policies().put(name, request.body().text("policy"));
                yield Reply.nothing();
            }
            case DELETE -> {
                mounts.policies().delete(name);
                yield Reply.nothing();
            }
            case LIST -> throw Refusal.unsupportedPath();
        };
    }
}
