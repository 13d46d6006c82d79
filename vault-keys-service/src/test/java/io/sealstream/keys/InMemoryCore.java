package io.sealstream.keys;

import io.sealstream.keys.devices.CertificateAuthority;
import io.sealstream.keys.devices.CertificateRequest;
import io.sealstream.keys.devices.DeviceCertificates;
import io.sealstream.keys.devices.DeviceChanges;
import io.sealstream.keys.devices.DeviceRegistry;
import io.sealstream.keys.devices.Enrolment;
import io.sealstream.keys.devices.EnrolmentFindings;
import io.sealstream.keys.devices.EnrolmentToken;
import io.sealstream.keys.devices.InMemoryDevices;
import io.sealstream.keys.devices.InMemoryTokens;
import io.sealstream.keys.devices.Renewal;
import io.sealstream.keys.envelope.DataKeys;
import io.sealstream.keys.envelope.EnvelopeKeys;
import io.sealstream.keys.envelope.InMemorySeeds;
import io.sealstream.keys.envelope.OpenSeeds;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.seal.EnvelopeSuite;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The core with everything around it in memory. */
public final class InMemoryCore implements InstantSource {
    public final Pki pki = new Pki();
    public final InMemoryDevices devices = new InMemoryDevices();
    public final InMemoryTokens tokens = new InMemoryTokens();
    public final InMemorySeeds seeds = new InMemorySeeds();
    public final InMemoryVault vault = new InMemoryVault();
    public final AtomicInteger changed = new AtomicInteger();
    public final DeviceChanges changes = new DeviceChanges(devices, changed::incrementAndGet);
    public final DeviceRegistry registry =
            new DeviceRegistry(devices, changes, tokens, state -> {}, this);
    public final EnvelopeKeys envelopeKeys =
            new EnvelopeKeys(vault, seeds, EnvelopeSuite.X25519, this);
    public final DataKeys dataKeys = new DataKeys(new OpenSeeds(vault, seeds));
    private final Instant start = Instant.now();
    private volatile Instant now = start;
    private volatile CertificateAuthority authority = this::sign;

    public final DeviceCertificates certificates =
            new DeviceCertificates(
                    (request, id, lifetime) -> authority.sign(request, id, lifetime),
                    Pki.TRUST_DOMAIN,
                    this);
    public final List<SecurityFinding> found = new CopyOnWriteArrayList<>();
    private final EnrolmentFindings findings = new EnrolmentFindings(found::add, this);
    public final Enrolment enrolment =
            new Enrolment(
                    devices,
                    changes,
                    tokens,
                    certificates,
                    envelopeKeys,
                    findings,
                    Set.of("open"),
                    this);
    public final Renewal renewal = new Renewal(changes, certificates, findings, this);

    /** Enrols a device that signs with its token. */
    public CertificateAuthority.Issued enrol(DeviceId id, EnrolmentToken token, byte[] csr) {
        return enrolment.enrol(id, Signed.enrolment(id, token, csr, now), csr);
    }

    /** Renews for {@code key}, signed by {@code by}. */
    public CertificateAuthority.Issued renew(DeviceId id, KeyPair by, KeyPair key) {
        byte[] csr = Csr.by(key);
        return renewal.renew(id, Signed.renewal(by, csr, now), csr);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void replaceAuthority(CertificateAuthority next) {
        authority = next;
    }

    public CertificateAuthority.Issued sign(
            CertificateRequest request, SpiffeId subject, Duration lifetime) {
        Duration passed = Duration.between(start, now);
        return new CertificateAuthority.Issued(
                pki.tenants().leaf(publicKey(request), subject, lifetime.plus(passed)),
                pki.tenants().certificate());
    }

    public static PublicKey publicKey(CertificateRequest request) {
        byte[] spki = request.key().subjectPublicKeyInfo();
        String algorithm = spki.length == 44 ? "Ed25519" : "EC";
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
