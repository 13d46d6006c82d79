package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Refusal;
import java.util.Collection;

/** Stored policies, and the decision they make together: default deny. */
public final class Policies {
    private static final String ROOT = "root";
    private static final Policy DEFAULT =
            Policy.parse(
                    """
                    path "auth/token/renew-self" { capabilities = ["update"] }
                    path "auth/token/revoke-self" { capabilities = ["update"] }
                    """);

    private final Storage storage;

    public Policies(Storage storage) {
        this.storage = storage.below("policies/");
    }

    /** Stores a policy. */
    public void put(String name, String text) {
        if (name.equals(ROOT) || name.equals("default")) {
            throw Refusal.badRequest("cannot update \"" + name + "\" policy");
        }
        if (text.isBlank()) {
            throw Refusal.badRequest("'policy' parameter not supplied or empty");
        }
        Policy.parse(text);
        storage.put(name, text);
    }

    /** Whether one of the policies grants a capability on a path. */
    public boolean allow(Collection<String> names, String path, String capability) {
        return names.contains(ROOT)
                || names.stream().anyMatch(name -> policy(name).allows(path, capability));
    }

    private Policy policy(String name) {
        return name.equals("default")
                ? DEFAULT
                : Policy.parse(storage.get(name, String.class).orElse(""));
    }
}
