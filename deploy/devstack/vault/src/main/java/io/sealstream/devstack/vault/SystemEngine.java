package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;

/** {@code sys}: mounts, logins and policies. Sealing is at {@link SealPaths}. */
final class SystemEngine implements Engine {
    private final Mounts mounts;

    SystemEngine(Mounts mounts) {
        this.mounts = mounts;
    }

    @Override
    public Reply handle(Request request) {
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        Body body = request.body();
        String path = request.path();
        if (path.startsWith("policies/acl/")) {
            mounts.policies().put(path.substring("policies/acl/".length()), body.text("policy"));
        } else if (path.startsWith("mounts/")) {
            long maxTtl = new Body(body.json().path("config")).seconds("max_lease_ttl", 0);
            mounts.enableSecrets(path.substring("mounts/".length()), body.text("type"), maxTtl);
        } else if (path.startsWith("auth/")) {
            mounts.enableLogin(path.substring("auth/".length()), body.text("type"));
        } else {
            throw Refusal.unsupportedPath();
        }
        return Reply.nothing();
    }
}
