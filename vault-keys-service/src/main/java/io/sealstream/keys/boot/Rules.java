package io.sealstream.keys.boot;

import io.sealstream.keys.CertificateAuthority;
import io.sealstream.keys.DataKeys;
import io.sealstream.keys.DeviceAnchors;
import io.sealstream.keys.DeviceCertificates;
import io.sealstream.keys.DeviceChanges;
import io.sealstream.keys.DeviceInventory;
import io.sealstream.keys.DeviceOutbox;
import io.sealstream.keys.DeviceRegistry;
import io.sealstream.keys.DeviceStateLog;
import io.sealstream.keys.Enrolment;
import io.sealstream.keys.EnrolmentTokens;
import io.sealstream.keys.EnvelopeKeys;
import io.sealstream.keys.EnvelopeSeeds;
import io.sealstream.keys.EpochKeyLog;
import io.sealstream.keys.EpochKeyRing;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.OpenSeeds;
import io.sealstream.keys.Renewal;
import io.sealstream.keys.SeedCache;
import io.sealstream.keys.StateRelay;
import io.sealstream.protocol.seal.EnvelopeSuite;
import io.sealstream.servicekit.IdentityConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The core's rules over its ports. */
@Singleton
public class Rules {

    @Produces
    @Singleton
    DeviceChanges changes(DeviceInventory inventory, Wakeup relay) {
        return new DeviceChanges(inventory, relay::signal);
    }

    @Produces
    @Singleton
    DeviceRegistry registry(
            DeviceInventory inventory,
            DeviceChanges changes,
            EnrolmentTokens tokens,
            InstantSource clock) {
        return new DeviceRegistry(inventory, changes, tokens, clock);
    }

    @Produces
    @Singleton
    DeviceCertificates certificates(
            CertificateAuthority authority, IdentityConfig identity, InstantSource clock) {
        return new DeviceCertificates(authority, identity.trustDomain(), clock);
    }

    @Produces
    @Singleton
    DeviceAnchors anchors(IdentityConfig identity) {
        return new DeviceAnchors(identity.identityFolder());
    }

    @Produces
    @Singleton
    EnvelopeKeys envelopeKeys(
            KeyVault vault, EnvelopeSeeds seeds, KeysConfig config, InstantSource clock) {
        return new EnvelopeKeys(vault, seeds, EnvelopeSuite.of(config.envelope().suite()), clock);
    }

    @Produces
    @Singleton
    Enrolment enrolment(
            DeviceInventory inventory,
            DeviceChanges changes,
            EnrolmentTokens tokens,
            DeviceCertificates certificates,
            EnvelopeKeys envelopeKeys,
            InstantSource clock) {
        return new Enrolment(inventory, changes, tokens, certificates, envelopeKeys, clock);
    }

    @Produces
    @Singleton
    Renewal renewal(DeviceChanges changes, DeviceCertificates certificates, InstantSource clock) {
        return new Renewal(changes, certificates, clock);
    }

    @Produces
    @Singleton
    SeedCache cache(InstantSource clock) {
        return new SeedCache(clock);
    }

    void close(@Disposes SeedCache cache) {
        cache.close();
    }

    @Produces
    @Singleton
    DataKeys dataKeys(KeyVault vault, EnvelopeSeeds seeds, SeedCache cache) {
        return new DataKeys(new OpenSeeds(vault, seeds, cache));
    }

    @Produces
    @Singleton
    EpochKeyRing ring(KeyVault vault, EpochKeyLog log, InstantSource clock) {
        return new EpochKeyRing(vault, log, clock);
    }

    void close(@Disposes EpochKeyRing ring) {
        ring.close();
    }

    @Produces
    @Singleton
    StateRelay relay(DeviceOutbox outbox, DeviceStateLog log) {
        return new StateRelay(outbox, log);
    }
}
