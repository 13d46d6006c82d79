package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** {@code auth/token}: a token looks after itself. */
public final class TokenEngine implements Engine {
    private final Tokens tokens;

    public TokenEngine(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Reply handle(Request request) {
        String text = Objects.requireNonNull(request.token(), "checked before");
        return switch (request.path()) {
            case "lookup-self" -> lookUp(text);
            case "renew-self" -> renew(text, request);
            case "revoke-self" -> revoke(text);
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Reply lookUp(String text) {
        Token token = tokens.require(text);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", text);
        data.put("accessor", token.accessor());
        data.put("policies", token.policies());
        data.put("display_name", token.displayName());
        data.put("path", token.path());
        data.put("meta", token.meta());
        data.put("creation_time", token.created());
        data.put("creation_ttl", token.ttl());
        data.put("ttl", token.left(tokens.now()));
        data.put("explicit_max_ttl", 0);
        data.put(
                "expire_time",
                token.expires() == 0 ? null : Instant.ofEpochSecond(token.expires()).toString());
        data.put("renewable", token.expires() != 0);
        data.put("orphan", true);
        data.put("num_uses", 0);
        data.put("entity_id", "");
        data.put("type", "service");
        return Reply.data(data);
    }

    private Reply renew(String text, Request request) {
        if (tokens.require(text).expires() == 0) {
            throw Refusal.badRequest("lease is not renewable");
        }
        Token renewed = tokens.renew(text, request.body().seconds("increment", 0));
        return new Reply.Login(renewed.auth(text, tokens.now()));
    }

    private Reply revoke(String text) {
        tokens.revoke(text);
        return Reply.nothing();
    }
}
