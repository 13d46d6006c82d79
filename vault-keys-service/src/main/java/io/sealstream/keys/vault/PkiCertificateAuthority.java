package io.sealstream.keys.vault;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.devices.CertificateAuthority;
import io.sealstream.keys.devices.CertificateRequest;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Devices' certificates by Vault's PKI engine: mount {@code pki-tenant}, role {@code device}. The
 * role must ignore the request's subject and names ({@code use_csr_common_name=false}, {@code
 * use_csr_sans=false}, {@code require_cn=false}).
 */
public final class PkiCertificateAuthority implements CertificateAuthority {
    private static final String SIGN = "pki-tenant/sign/device";

    private static final Logger LOG = Logger.getLogger(PkiCertificateAuthority.class);

    private final VaultSession vault;

    public PkiCertificateAuthority(VaultSession vault) {
        this.vault = vault;
    }

    @Override
    public Issued sign(CertificateRequest request, SpiffeId subject, Duration lifetime) {
        Map<String, Object> order =
                Map.of(
                        "csr",
                        Pem.encode("CERTIFICATE REQUEST", request.der()),
                        "uri_sans",
                        subject.toString(),
                        "ttl",
                        lifetime.toSeconds() + "s",
                        "format",
                        "pem");
        Map<String, String> signed = signed(order);
        return new Issued(read(signed.get("certificate")), read(signed.get("issuing_ca")));
    }

    /**
     * Vault answers 400 alike to a request that its parser refuses and to an order that the role
     * does not allow. Retrying helps against neither, so the device is told that its request is
     * refused, and the operator, who alone can mend a role, is warned.
     */
    private Map<String, String> signed(Map<String, Object> order) {
        try {
            return vault.write(SIGN, order);
        } catch (RefusedException e) {
            LOG.warnf("%s: a request of a kind it does not sign, or the role", e.getMessage());
            throw new RequestRefusedException(
                    Problem.MALFORMED_REQUEST, "Vault refuses to sign the request", e);
        }
    }

    private static X509Certificate read(@Nullable String pem) {
        if (pem == null) {
            throw VaultAnswers.notUnderstood(SIGN, null);
        }
        try {
            return Pem.readCertificates(pem.getBytes(StandardCharsets.US_ASCII)).getFirst();
        } catch (CertificateException e) {
            throw VaultAnswers.notUnderstood(SIGN, e);
        }
    }
}
