package io.sealstream.devstack.vault.access;

import java.util.List;
import java.util.Map;

/**
 * A token as it is stored: under the digest of its text, never the text itself.
 *
 * @param accessor a name for it that grants nothing
 * @param policies what it may do
 * @param displayName who it was made for
 * @param path where it was made
 * @param created Unix seconds
 * @param expires Unix seconds; 0 = never
 * @param ttl seconds it gets at creation and each renewal; 0 = never expires
 * @param maxTtl seconds after which no renewal helps; 0 = the system's limit
 * @param meta what the login knew
 */
record Token(
        String accessor,
        List<String> policies,
        String displayName,
        String path,
        long created,
        long expires,
        long ttl,
        long maxTtl,
        Map<String, String> meta) {
    private static final long SYSTEM_MAX_TTL = 768 * 3600L;

    boolean expired(long now) {
        return expires != 0 && now >= expires;
    }

    /** Seconds left; 0 also for a token that never expires, as Vault shows it. */
    long left(long now) {
        return expires == 0 ? 0 : Math.max(0, expires - now);
    }

    Token renewed(long now, long increment) {
        long limit = created + (maxTtl == 0 ? SYSTEM_MAX_TTL : maxTtl);
        long until = Math.min(now + (increment == 0 ? ttl : increment), limit);
        return new Token(accessor, policies, displayName, path, created, until, ttl, maxTtl, meta);
    }

    Map<String, Object> auth(String text, long now) {
        return Map.ofEntries(
                Map.entry("client_token", text),
                Map.entry("accessor", accessor),
                Map.entry("policies", policies),
                Map.entry("token_policies", policies),
                Map.entry("metadata", meta),
                Map.entry("lease_duration", left(now)),
                Map.entry("renewable", expires != 0),
                Map.entry("entity_id", ""),
                Map.entry("token_type", "service"),
                Map.entry("orphan", true),
                Map.entry("num_uses", 0));
    }
}
