package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Issues devices' certificates, and checks what the authority signed before anybody gets it: a
 * mistake in its configuration must not turn into a foreign identity.
 */
public final class DeviceCertificates {
    /** How long a device's certificate lives. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** What an authority's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final CertificateAuthority authority;
    private final String trustDomain;
    private final InstantSource clock;

    public DeviceCertificates(
            CertificateAuthority authority, String trustDomain, InstantSource clock) {
        this.authority = authority;
        this.trustDomain = trustDomain;
        this.clock = clock;
    }

    CertificateAuthority.Issued issue(DeviceId device, CertificateRequest request) {
        SpiffeId subject = new SpiffeId(trustDomain, device);
        CertificateAuthority.Issued issued = authority.sign(request, subject, LIFETIME);
        try {
            requireAsOrdered(issued, subject, request);
            return issued;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority signed another certificate", e);
        }
    }

    private void requireAsOrdered(
            CertificateAuthority.Issued issued, SpiffeId subject, CertificateRequest request)
            throws GeneralSecurityException {
        X509Certificate leaf = issued.leaf();
        leaf.verify(issued.issuer().getPublicKey());
        Instant latest = clock.instant().plus(LIFETIME).plus(SKEW);
        if (!SpiffeCertificate.read(leaf).equals(subject)
                || !Arrays.equals(
                        leaf.getPublicKey().getEncoded(), request.key().subjectPublicKeyInfo())
                || leaf.getNotAfter().toInstant().isAfter(latest)) {
            throw new GeneralSecurityException("name, key or lifetime differ from the order");
        }
    }

    static IdentityKey identityKey(CertificateRequest request, X509Certificate leaf) {
        try {
            return new IdentityKey(
                    request.key().keyId(),
                    request.key().subjectPublicKeyInfo(),
                    leaf.getEncoded(),
                    leaf.getNotAfter().toInstant(),
                    null);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }
}
