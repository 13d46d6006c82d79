package io.sealstream.keys;

import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.seal.EnvelopeSuite;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** The core with everything around it in memory. */
final class House implements InstantSource {
    final Pki pki = new Pki();
    final InMemoryDevices devices = new InMemoryDevices();
    final InMemoryTokens tokens = new InMemoryTokens();
    final InMemorySeeds seeds = new InMemorySeeds();
    final InMemoryVault vault = new InMemoryVault();
    final AtomicInteger changed = new AtomicInteger();
    final DeviceChanges changes = new DeviceChanges(devices, changed::incrementAndGet);
    final DeviceRegistry registry = new DeviceRegistry(devices, changes, tokens, this);
    final EnvelopeKeys envelopeKeys = new EnvelopeKeys(vault, seeds, EnvelopeSuite.X25519, this);
    final SeedCache cache = new SeedCache(this);
    final DataKeys dataKeys = new DataKeys(new OpenSeeds(vault, seeds, cache));
    private volatile Instant now = Instant.now();
    private volatile CertificateAuthority authority = this::sign;

    final DeviceCertificates certificates =
            new DeviceCertificates(
                    (request, id, lifetime) -> authority.sign(request, id, lifetime),
                    Pki.TRUST_DOMAIN,
                    this);
    final Enrolment enrolment =
            new Enrolment(devices, changes, tokens, certificates, envelopeKeys, this);
    final Renewal renewal = new Renewal(changes, certificates, this);

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void replaceAuthority(CertificateAuthority next) {
        authority = next;
    }

    CertificateAuthority.Issued sign(
            CertificateRequest request, SpiffeId subject, Duration lifetime) {
        return new CertificateAuthority.Issued(
                pki.tenants().leaf(publicKey(request), subject, lifetime),
                pki.tenants().certificate());
    }

    static PublicKey publicKey(CertificateRequest request) {
        byte[] spki = request.key().subjectPublicKeyInfo();
        String algorithm = spki.length == 44 ? "Ed25519" : "EC";
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
