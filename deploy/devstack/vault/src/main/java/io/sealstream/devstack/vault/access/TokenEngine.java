package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
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
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        return switch (request.path()) {
            case "renew-self" -> tokens.renew(text);
            case "revoke-self" -> {
                tokens.revoke(text);
                yield Reply.nothing();
            }
            default -> throw Refusal.unsupportedPath();
        };
    }
}
