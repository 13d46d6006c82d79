package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.nio.charset.StandardCharsets;

/** A PKI mount with one issuer. It keeps no certificate that it signed. */
public final class PkiEngine implements Engine {
    private final Storage roles;
    private final AuthorityPaths authorities;
    private final LeafSigning leaves;

    /** A mount whose certificates live at most {@code maxTtl} seconds. */
    public PkiEngine(Storage storage, long maxTtl) {
        this.roles = storage.below("roles/");
        this.authorities = new AuthorityPaths(storage, maxTtl);
        this.leaves = new LeafSigning(maxTtl);
    }

    @Override
    public boolean open(String path) {
        return path.equals("ca/pem");
    }

    @Override
    public Reply handle(Request request) {
        return switch (request.operation()) {
            case READ -> read(request);
            case UPDATE -> update(request);
        };
    }

    private Reply read(Request request) {
        if (!request.path().equals("ca/pem")) {
            throw Refusal.unsupportedPath();
        }
        String pem = AuthorityPaths.pem(authorities.require().certificate());
        return new Reply.Raw(
                "application/pem-certificate-chain", pem.getBytes(StandardCharsets.US_ASCII));
    }

    private Reply update(Request request) {
        return switch (request.path()) {
            case "root/generate/internal" -> authorities.generateRoot(request.body());
            case "intermediate/generate/internal" ->
                    authorities.generateIntermediate(request.body());
            case "root/sign-intermediate" -> authorities.signIntermediate(request.body());
            case "intermediate/set-signed" -> authorities.setSigned(request.body());
            default -> updateNamed(request);
        };
    }

    private Reply updateNamed(Request request) {
        String name = request.segment(1);
        return switch (request.segment(0)) {
            case "roles" -> {
                roles.put(name, Role.of(request.body()));
                yield Reply.nothing();
            }
            case "sign" -> {
                Role role =
                        roles.get(name, Role.class)
                                .orElseThrow(() -> Refusal.badRequest("unknown role: " + name));
                yield leaves.sign(authorities.require(), role, request.body());
            }
            default -> throw Refusal.unsupportedPath();
        };
    }
}
