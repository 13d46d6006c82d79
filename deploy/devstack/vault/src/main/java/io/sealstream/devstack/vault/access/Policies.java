package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Refusal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stored policies, and the decision they make together: default deny. */
public final class Policies {
    private static final String ROOT = "root";
    private static final String DEFAULT =
            """
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "auth/token/renew-self" { capabilities = ["update"] }
            path "auth/token/revoke-self" { capabilities = ["update"] }
            """;

    private final Storage storage;

    public Policies(Storage storage) {
        this.storage = storage.below("policies/");
    }

    /** Stores a policy. */
    public void put(String name, String text) {
        if (name.equals(ROOT)) {
            throw Refusal.badRequest("cannot update \"root\" policy");
        }
        if (text.isBlank()) {
            throw Refusal.badRequest("'policy' parameter not supplied or empty");
        }
        Policy.parse(text);
        storage.put(name, text);
    }

    /** Reads a policy. */
    public String get(String name) {
        if (name.equals("default")) {
            return storage.get(name, String.class).orElse(DEFAULT);
        }
        return storage.get(name, String.class).orElseThrow(Refusal::notFound);
    }

    /** Deletes a policy. */
    public void delete(String name) {
        storage.delete(name);
    }

    /** The names of all policies. */
    public List<String> names() {
        Set<String> names = new java.util.TreeSet<>(storage.list(""));
        names.addAll(List.of("default", ROOT));
        return List.copyOf(names);
    }

    /** Whether policies together grant every one of {@code capabilities} on a path. */
    public boolean allow(Collection<String> names, String path, Set<String> capabilities) {
        if (names.contains(ROOT)) {
            return true;
        }
        Map<String, Set<String>> granted = new TreeMap<>();
        PathRule best = null;
        for (String name : names) {
            for (PathRule rule : rules(name)) {
                if (rule.matches(path)) {
                    granted.computeIfAbsent(rule.path(), p -> new HashSet<>())
                            .addAll(rule.capabilities());
                    best =
                            best == null || PathRule.BY_PRIORITY.compare(rule, best) > 0
                                    ? rule
                                    : best;
                }
            }
        }
        Set<String> effective =
                best == null ? Set.of() : granted.getOrDefault(best.path(), Set.of());
        return !effective.contains("deny") && effective.containsAll(capabilities);
    }

    private List<PathRule> rules(String name) {
        if (name.equals("default")) {
            return Policy.parse(get(name)).rules();
        }
        return storage.get(name, String.class)
                .map(text -> Policy.parse(text).rules())
                .orElse(List.of());
    }
}
