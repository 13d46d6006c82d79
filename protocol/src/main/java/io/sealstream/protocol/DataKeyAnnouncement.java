package io.sealstream.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * Tells storage how a data key can be opened again: the value of {@code datakey.announced.v1}.
 * Holds no secret.
 *
 * @param dataKeyId the data key
 * @param tenant tenant of the device
 * @param device the device whose events it seals
 * @param envelopeKeyId the envelope key it is encapsulated to
 * @param suite number of the HPKE suite, see {@code protocol.seal.EnvelopeSuite}
 * @param enc HPKE encapsulated key (RFC 9180, section 5)
 * @param created when ingest made the key, in milliseconds precision
 */
public record DataKeyAnnouncement(
        DataKeyId dataKeyId,
        String tenant,
        String device,
        EnvelopeKeyId envelopeKeyId,
        int suite,
        byte[] enc,
        Instant created) {
    public DataKeyAnnouncement {
        Objects.requireNonNull(dataKeyId, "dataKeyId");
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(envelopeKeyId, "envelopeKeyId");
        Objects.requireNonNull(enc, "enc");
        // As exact as every store keeps it, so that a copy is equal.
        created = Instant.ofEpochMilli(created.toEpochMilli());
    }

    /** The device whose events it seals. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataKeyAnnouncement that
                && dataKeyId.equals(that.dataKeyId)
                && tenant.equals(that.tenant)
                && device.equals(that.device)
                && envelopeKeyId.equals(that.envelopeKeyId)
                && suite == that.suite
                && Arrays.equals(enc, that.enc)
                && created.equals(that.created);
    }

    @Override
    public int hashCode() {
        return dataKeyId.hashCode();
    }
}
