package io.sealstream.devstack.vault.access;

import java.util.List;
import java.util.Map;

/**
 * A token as it is stored: under the digest of its text, never the text itself.
 *
 * @param policies what it may do
 * @param created Unix seconds
 * @param expires Unix seconds; 0 = never
 * @param ttl seconds it gets at each renewal
 * @param maxTtl seconds after which no renewal helps
 */
record Token(List<String> policies, long created, long expires, long ttl, long maxTtl) {
    /** Vault's own limit: 32 days. */
    private static final long SYSTEM_MAX_TTL = 768 * 3600L;

    static Token root(long now) {
        return new Token(List.of("root"), now, 0, 0, 0);
    }

    static Token of(TokenTerms terms, List<String> policies, long now) {
        long max = terms.maxTtl() == 0 ? SYSTEM_MAX_TTL : terms.maxTtl();
        long ttl = terms.ttl() == 0 ? max : terms.ttl();
        return new Token(policies, now, now, ttl, max).renewed(now);
    }

    boolean renewable() {
        return expires != 0;
    }

    boolean expired(long now) {
        return expires != 0 && now >= expires;
    }

    Token renewed(long now) {
        return new Token(policies, created, Math.min(now + ttl, created + maxTtl), ttl, maxTtl);
    }

    Map<String, Object> auth(String text, long now) {
        return Map.of(
                "client_token",
                text,
                "policies",
                policies,
                "lease_duration",
                Math.max(0, expires - now),
                "renewable",
                renewable());
    }
}
