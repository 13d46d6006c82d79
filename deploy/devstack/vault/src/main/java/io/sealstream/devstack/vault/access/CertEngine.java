package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.List;
import java.util.Map;

/** {@code auth/cert}: the certificate of the TLS connection makes a token. */
public final class CertEngine implements Engine {
    private final String mount;
    private final Storage storage;
    private final Tokens tokens;

    public CertEngine(String mount, Storage storage, Tokens tokens) {
        this.mount = mount;
        this.storage = storage.below("certs/");
        this.tokens = tokens;
    }

    /** A stored role: who is trusted and what a token then may do. */
    record Role(
            String name,
            String certificate,
            List<String> allowedUriSans,
            List<String> policies,
            long ttl,
            long maxTtl) {}

    @Override
    public boolean open(String path) {
        return path.equals("login");
    }

    @Override
    public Reply handle(Request request) {
        if (request.path().equals("login") && request.operation() == Operation.UPDATE) {
            return login(request);
        }
        if (!request.segment(0).equals("certs") || request.segments() != 2) {
            throw Refusal.unsupportedPath();
        }
        String name = request.segment(1);
        return switch (request.operation()) {
            case UPDATE -> put(name, request.body());
            case READ -> read(storage.get(name, Role.class).orElseThrow(Refusal::notFound));
            case DELETE -> delete(name);
            case LIST -> throw Refusal.unsupportedPath();
        };
    }

    private Reply put(String name, Body body) {
        Role role =
                new Role(
                        name,
                        body.text("certificate"),
                        body.list("allowed_uri_sans"),
                        body.list("token_policies"),
                        body.seconds("token_ttl", 0),
                        body.seconds("token_max_ttl", 0));
        ClientCertificate.requireAnchors(role.certificate());
        storage.put(name, role);
        return Reply.nothing();
    }

    private static Reply read(Role role) {
        return Reply.data(
                Map.of(
                        "certificate", role.certificate(),
                        "allowed_uri_sans", role.allowedUriSans(),
                        "token_policies", role.policies(),
                        "token_ttl", role.ttl(),
                        "token_max_ttl", role.maxTtl()));
    }

    private Reply delete(String name) {
        storage.delete(name);
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
        return tokens.login(
                new Tokens.Wish(
                        "cert-" + role.name(),
                        mount + "login",
                        role.policies(),
                        role.ttl(),
                        role.maxTtl(),
                        Map.of("cert_name", role.name())));
    }
}
