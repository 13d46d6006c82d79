package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Engine;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import io.sealstream.protocol.identity.Pem;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.stream.Collectors;

/** A PKI mount with one issuer. */
public final class PkiEngine implements Engine {
    private final Storage roles;
    private final AuthorityPaths authorities;
    private final Issued issued;
    private final LeafSigning leaves;

    /** A mount whose certificates live at most {@code maxTtl} seconds. */
    public PkiEngine(Storage storage, long maxTtl) {
        this.roles = storage.below("roles/");
        this.authorities = new AuthorityPaths(storage, maxTtl);
        this.issued = new Issued(storage);
        this.leaves = new LeafSigning(issued, maxTtl);
    }

    @Override
    public boolean open(String path) {
        return path.equals("ca")
                || path.equals("ca/pem")
                || path.equals("ca_chain")
                || path.equals("crl")
                || path.equals("crl/pem")
                || path.startsWith("cert/");
    }

    @Override
    public Reply handle(Request request) {
        return switch (request.operation()) {
            case READ -> read(request);
            case UPDATE -> update(request);
            case DELETE -> delete(request);
            case LIST -> list(request);
        };
    }

    private Reply list(Request request) {
        if (!request.path().equals("roles")) {
            throw Refusal.unsupportedPath();
        }
        return Reply.data(Map.of("keys", roles.list("")));
    }

    private Reply delete(Request request) {
        if (!request.segment(0).equals("roles")) {
            throw Refusal.unsupportedPath();
        }
        roles.delete(request.segment(1));
        return Reply.nothing();
    }

    private Reply update(Request request) {
        return switch (request.path()) {
            case "root/generate/internal" -> authorities.generateRoot(request.body());
            case "intermediate/generate/internal" ->
                    authorities.generateIntermediate(request.body());
            case "root/sign-intermediate" -> authorities.signIntermediate(request.body());
            case "intermediate/set-signed" -> authorities.setSigned(request.body());
            case "revoke" -> Reply.data(issued.revoke(request.body().text("serial_number")));
            default -> updateNamed(request);
        };
    }

    private Reply updateNamed(Request request) {
        String name = request.segment(1);
        return switch (request.segment(0)) {
            case "roles" -> {
                Role role = Role.of(request.body());
                roles.put(name, role);
                yield Reply.data(role.describe());
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

    private Reply read(Request request) {
        String second = request.segment(1);
        return switch (request.segment(0)) {
            case "roles" ->
                    Reply.data(
                            roles.get(second, Role.class)
                                    .orElseThrow(Refusal::notFound)
                                    .describe());
            case "ca" -> authority(second.equals("pem"));
            case "ca_chain" ->
                    new Reply.Raw("application/pem-certificate-chain", Issued.ascii(chain()));
            case "crl" -> crl(second.equals("pem"));
            case "cert" -> certificate(second);
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Reply certificate(String serial) {
        return switch (serial) {
            case "ca" -> Reply.data(Map.of("certificate", pem(), "revocation_time", 0));
            case "ca_chain" -> Reply.data(Map.of("certificate", chain(), "ca_chain", chain()));
            case "crl" -> Reply.data(Map.of("certificate", crlPem(), "revocation_time", 0));
            default -> Reply.data(issued.read(serial));
        };
    }

    private Reply authority(boolean pem) {
        X509Certificate certificate = authorities.require().certificate();
        try {
            return pem
                    ? new Reply.Raw("application/pem-certificate-chain", Issued.ascii(pem()))
                    : new Reply.Raw("application/pkix-cert", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }

    private Reply crl(boolean pem) {
        return pem
                ? new Reply.Raw("application/x-pem-file", Issued.ascii(crlPem()))
                : new Reply.Raw("application/pkix-crl", issued.crl(authorities.require()));
    }

    private String pem() {
        return Issued.pem(authorities.require().certificate());
    }

    private String crlPem() {
        return Pem.encode("X509 CRL", issued.crl(authorities.require())).strip();
    }

    private String chain() {
        return authorities.require().certificates().stream()
                .map(Issued::pem)
                .collect(Collectors.joining("\n"));
    }
}
