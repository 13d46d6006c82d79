package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Body;
import java.util.List;

/**
 * The terms a role sets for the tokens it issues.
 *
 * @param policies what they may do
 * @param ttl seconds they get at creation and at each renewal; 0 = the system's limit
 * @param maxTtl seconds after which no renewal helps; 0 = the system's limit
 */
record TokenTerms(List<String> policies, long ttl, long maxTtl) {
    static TokenTerms of(Body body) {
        return new TokenTerms(
                body.list("token_policies"),
                body.seconds("token_ttl", 0),
                body.seconds("token_max_ttl", 0));
    }
}
