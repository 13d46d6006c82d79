package io.sealstream.protocol.proof;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.sealstream.protocol.signature.DeviceKey;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Says which key a certificate gives a device, under pinned authorities. Thread-safe. Remembers the
 * last paths that were built, because one certificate vouches for many events.
 */
public final class CertifiedKeys {
    private static final int REMEMBERED = 1000;

    private final String trustDomain;
    private final Supplier<? extends Collection<X509Certificate>> anchors;
    private final List<X509Certificate> intermediates;
    private Set<X509Certificate> pinned = Set.of();
    private final Map<ByteBuffer, Certified> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Certified> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** What a certificate says, while every certificate of its path is valid. */
    private record Certified(SpiffeId id, DeviceKey key, Instant from, Instant until) {
        boolean validAt(Instant time) {
            return !time.isBefore(from) && !time.isAfter(until);
        }
    }

    /**
     * Pins authorities.
     *
     * @param trustDomain the only trust domain accepted
     * @param anchors authorities that are believed at the time of the call; when they change,
     *     nothing that was found under the old ones is believed any more
     * @param intermediates certificates that may stand between them and a leaf
     */
    public CertifiedKeys(
            String trustDomain,
            Supplier<? extends Collection<X509Certificate>> anchors,
            Collection<X509Certificate> intermediates) {
        this.trustDomain = trustDomain;
        this.anchors = anchors;
        this.intermediates = List.copyOf(intermediates);
    }

    /**
     * The key that a certificate gives a device. Not whether it was revoked: the guard judged that
     * when the event came, and a later revocation does not unsay what was signed before.
     *
     * @param certificate DER
     * @throws CertificateException when it does not speak for that device at that time
     */
    public DeviceKey keyOf(byte[] certificate, DeviceId device, Instant at)
            throws CertificateException {
        Certified certified = find(certificate, at);
        if (!certified.id.equals(new SpiffeId(trustDomain, device))) {
            throw new CertificateException("the certificate names another device");
        }
        return certified.key;
    }

    private synchronized Certified find(byte[] certificate, Instant at)
            throws CertificateException {
        Set<X509Certificate> current = Set.copyOf(anchors.get());
        if (!current.equals(pinned)) {
            known.clear();
            pinned = current;
        }
        ByteBuffer name = ByteBuffer.wrap(certificate);
        Certified remembered = known.get(name);
        if (remembered == null || !remembered.validAt(at)) {
            remembered = build(certificate, at);
            known.put(name, remembered);
        }
        return remembered;
    }

    private Certified build(byte[] certificate, Instant at) throws CertificateException {
        X509Certificate leaf =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(certificate));
        try {
            var path =
                    (PKIXCertPathBuilderResult)
                            CertPathBuilder.getInstance("PKIX").build(parameters(leaf, at));
            List<X509Certificate> all = new ArrayList<>();
            path.getCertPath().getCertificates().forEach(c -> all.add((X509Certificate) c));
            return new Certified(
                    SpiffeCertificate.read(leaf),
                    DeviceKey.ofSubjectPublicKeyInfo(leaf.getPublicKey().getEncoded()),
                    from(all),
                    until(all));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CertificateException("the certificate leads to no pinned authority", e);
        }
    }

    private static Instant from(List<X509Certificate> path) {
        return path.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private static Instant until(List<X509Certificate> path) {
        return path.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private PKIXBuilderParameters parameters(X509Certificate leaf, Instant at)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        var parameters = new PKIXBuilderParameters(trustAnchors(), target);
        parameters.addCertStore(
                CertStore.getInstance(
                        "Collection", new CollectionCertStoreParameters(intermediates)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        return parameters;
    }

    private Set<TrustAnchor> trustAnchors() {
        return pinned.stream()
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toUnmodifiableSet());
    }
}
