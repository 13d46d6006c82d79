package io.sealstream.reader;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Says whether a certificate spoke for a device's key at a time, under the pinned root. */
final class DeviceChains {
    private final String trustDomain;
    private final X509Certificate root;
    private final Collection<X509Certificate> intermediates;

    DeviceChains(
            String trustDomain, X509Certificate root, Collection<X509Certificate> intermediates) {
        this.trustDomain = trustDomain;
        this.root = root;
        this.intermediates = List.copyOf(intermediates);
    }

    /**
     * Checks a certificate. Not whether it was revoked: the platform's guard did, when the event
     * came, and a later revocation does not unsay what was signed before.
     *
     * @throws CertificateException when it does not speak for that device and key at that time
     */
    void check(byte[] certificate, byte[] publicKey, DeviceId device, Instant at)
            throws CertificateException {
        X509Certificate leaf =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(certificate));
        if (!Arrays.equals(leaf.getPublicKey().getEncoded(), publicKey)) {
            throw new CertificateException("the certificate has another key");
        }
        var name = SpiffeCertificate.read(leaf);
        if (!name.principal().equals(device) || !name.trustDomain().equals(trustDomain)) {
            throw new CertificateException("the certificate names another device");
        }
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters(leaf, at));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the certificate does not lead to the root", e);
        }
    }

    private PKIXBuilderParameters parameters(X509Certificate leaf, Instant at)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
        parameters.addCertStore(
                CertStore.getInstance(
                        "Collection", new CollectionCertStoreParameters(intermediates)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        return parameters;
    }
}
