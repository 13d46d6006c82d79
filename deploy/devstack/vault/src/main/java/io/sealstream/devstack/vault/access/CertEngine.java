package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.List;

/** {@code auth/cert}: the certificate of the TLS connection makes a token. */
public final class CertEngine implements Engine {
    private final Storage storage;
    private final Tokens tokens;

    public CertEngine(Storage storage, Tokens tokens) {
        this.storage = storage.below("certs/");
        this.tokens = tokens;
    }

    /** A stored role: who is trusted and what a token then may do. */
    record Role(String name, String certificate, List<String> allowedUriSans, TokenTerms terms) {}

    @Override
    public boolean open(String path) {
        return path.equals("login");
    }

    @Override
    public Reply handle(Request request) {
        if (request.operation() != Operation.UPDATE) {
            throw Refusal.unsupportedPath();
        }
        if (request.path().equals("login")) {
            return login(request);
        }
        if (!request.segment(0).equals("certs") || request.segments() != 2) {
            throw Refusal.unsupportedPath();
        }
        return put(request.segment(1), request.body());
    }

    private Reply put(String name, Body body) {
        Role role =
                new Role(
                        name,
                        body.text("certificate"),
                        body.list("allowed_uri_sans"),
                        TokenTerms.of(body));
        ClientCertificate.requireAnchors(role.certificate());
        storage.put(name, role);
        return Reply.nothing();
    }

    private Reply login(Request request) {
        String wanted = request.body().text("name", "");
        ClientCertificate client = new ClientCertificate(request.client());
        Role role =
                storage.list("").stream()
                        .filter(name -> wanted.isEmpty() || wanted.equals(name))
                        .map(name -> storage.get(name, Role.class).orElseThrow())
                        .filter(r -> client.satisfies(r.certificate(), r.allowedUriSans()))
                        .findFirst()
                        .orElseThrow(() ->
                                Refusal.badRequest(
                                        "invalid certificate or no client certificate supplied"));
        return tokens.login(role.terms());
    }
}
