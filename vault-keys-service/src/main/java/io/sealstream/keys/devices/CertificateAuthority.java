package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.SpiffeId;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** Signs devices' certificates. */
public interface CertificateAuthority {

    /**
     * A signed certificate.
     *
     * @param leaf the device's
     * @param issuer the certificate it was signed with
     */
    record Issued(X509Certificate leaf, X509Certificate issuer) {}

    /**
     * Signs a certificate for the request's key. The name is {@code subject}; whatever names the
     * request holds are ignored.
     *
     * @throws RequestRefusedException malformed when the authority does not sign such a request
     * @throws UnavailableException when Vault is sealed or out of reach
     */
    Issued sign(CertificateRequest request, SpiffeId subject, Duration lifetime);
}
