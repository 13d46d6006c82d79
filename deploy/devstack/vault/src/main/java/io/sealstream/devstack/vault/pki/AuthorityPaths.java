package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Making authorities: a root, or an intermediate signed elsewhere. */
final class AuthorityPaths {
    private static final String KEY = "authority";

    private final Storage storage;
    private final long mountMaxTtl;

    AuthorityPaths(Storage storage, long mountMaxTtl) {
        this.storage = storage;
        this.mountMaxTtl = mountMaxTtl;
    }

    Authority require() {
        return storage.get(KEY, Authority.class)
                .filter(authority -> !authority.chain().isEmpty())
                .orElseThrow(() -> Refusal.badRequest("no default issuer currently configured"));
    }

    Reply generateRoot(Body body) {
        KeyPair pair = Authority.newKey(body.text("key_type"), body.number("key_bits", 0));
        X500Name name = Signer.name(body.text("common_name"));
        X509Certificate root =
                Signer.authority(
                        new Signer.Issuer(name, pair.getPublic(), pair.getPrivate()),
                        name,
                        pair.getPublic(),
                        until(body),
                        body.number("max_path_length", -1));
        storage.put(KEY, new Authority(pair.getPrivate().getEncoded(), pem(root)));
        return Reply.data(describe(root, pem(root), List.of()));
    }

    Reply generateIntermediate(Body body) {
        KeyPair pair = Authority.newKey(body.text("key_type"), body.number("key_bits", 0));
        X500Name name = Signer.name(body.text("common_name"));
        try {
            byte[] csr =
                    new JcaPKCS10CertificationRequestBuilder(name, pair.getPublic())
                            .build(Signer.signer(pair.getPrivate()))
                            .getEncoded();
            storage.put(KEY, new Authority(pair.getPrivate().getEncoded(), ""));
            return Reply.data(Map.of("csr", Pem.encode("CERTIFICATE REQUEST", csr).strip()));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate request cannot be built", e);
        }
    }

    Reply signIntermediate(Body body) {
        Authority authority = require();
        Csr csr = Csr.read(body.text("csr"));
        csr.require("ec", 0);
        X509Certificate signed =
                Signer.authority(
                        Signer.Issuer.of(authority),
                        Signer.name(body.text("common_name")),
                        csr.publicKey(),
                        until(body),
                        body.number("max_path_length", -1));
        return Reply.data(
                describe(
                        signed,
                        pem(authority.certificate()),
                        authority.certificates().stream().map(AuthorityPaths::pem).toList()));
    }

    Reply setSigned(Body body) {
        Authority waiting =
                storage.get(KEY, Authority.class)
                        .orElseThrow(() -> Refusal.badRequest("no key was generated here"));
        Authority signed = new Authority(waiting.key(), body.text("certificate").strip());
        Signer.requirePair(signed);
        storage.put(KEY, signed);
        return Reply.data(Map.of("imported_issuers", List.of("default")));
    }

    private Instant until(Body body) {
        long ttl = Math.min(body.seconds("ttl", mountMaxTtl), mountMaxTtl);
        return Instant.now().plusSeconds(ttl);
    }

    static Map<String, Object> describe(
            X509Certificate certificate, String issuingCa, List<String> chain) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("certificate", pem(certificate));
        data.put("issuing_ca", issuingCa);
        data.put("ca_chain", chain);
        return data;
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.write(List.of(certificate)).strip();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }
}
