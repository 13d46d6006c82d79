package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** {@code sign/<role>}: a leaf certificate with the names of the request, as the role allows. */
final class LeafSigning {
    private final long mountMaxTtl;

    LeafSigning(long mountMaxTtl) {
        this.mountMaxTtl = mountMaxTtl;
    }

    Reply sign(Authority authority, Role role, Body body) {
        Csr csr = Csr.read(body.text("csr"));
        csr.require(role.keyType(), role.keyBits());
        String commonName = body.text("common_name", "");
        role.requireCommonName(commonName);
        Instant until =
                Instant.now().plusSeconds(role.lifetime(body.seconds("ttl", 0), mountMaxTtl));
        X509Certificate issuer = authority.certificate();
        if (until.isAfter(issuer.getNotAfter().toInstant())) {
            throw Refusal.badRequest(
                    "cannot satisfy request, as TTL would result in notAfter that is beyond the"
                            + " expiration of the CA certificate");
        }
        X509Certificate leaf =
                Signer.leaf(
                        Signer.Issuer.of(authority),
                        Signer.name(commonName),
                        csr.publicKey(),
                        until,
                        names(role, body),
                        purposes(role));
        List<String> chain = authority.certificates().stream().map(AuthorityPaths::pem).toList();
        return Reply.data(AuthorityPaths.describe(leaf, AuthorityPaths.pem(issuer), chain));
    }

    private static List<GeneralName> names(Role role, Body body) {
        List<GeneralName> names = new ArrayList<>();
        for (String dns : body.list("alt_names")) {
            role.requireDnsName(dns);
            names.add(new GeneralName(GeneralName.dNSName, dns));
        }
        for (String uri : body.list("uri_sans")) {
            role.requireUri(uri);
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
        }
        List<String> addresses = body.list("ip_sans");
        role.requireIp(addresses);
        addresses.forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
        return names;
    }

    private static List<KeyPurposeId> purposes(Role role) {
        List<KeyPurposeId> purposes = new ArrayList<>();
        if (role.serverAuth()) {
            purposes.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (role.clientAuth()) {
            purposes.add(KeyPurposeId.id_kp_clientAuth);
        }
        return purposes;
    }
}
