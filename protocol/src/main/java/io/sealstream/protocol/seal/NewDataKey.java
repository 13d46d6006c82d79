package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.secret.KeyBytes;
import java.time.Instant;

/**
 * A data key just made: what must be announced before its first use, and what seals with it.
 * Whoever makes it cannot open it again from the announcement.
 *
 * @param announcement holds no secret
 * @param sealer the only holder of the key
 */
public record NewDataKey(DataKeyAnnouncement announcement, Sealer sealer) {

    /**
     * Makes a data key for a device's events.
     *
     * @param device whose events
     * @param envelopeKey the device's envelope public key
     * @param created now
     * @param maxUses how many events it may seal
     * @throws IllegalArgumentException when the suite is unknown or the envelope key malformed
     */
    public static NewDataKey create(
            DeviceId device, DeviceState.EnvelopeKey envelopeKey, Instant created, long maxUses) {
        EnvelopeSuite suite = EnvelopeSuite.of(envelopeKey.suite());
        DataKeyId id = DataKeyId.random();
        byte[] info = Hpke.info(device, id, envelopeKey.id());
        Hpke.Encapsulated key = encapsulate(suite, envelopeKey.publicKey(), info);
        DataKeyAnnouncement announcement =
                new DataKeyAnnouncement(
                        id,
                        device.tenant(),
                        device.device(),
                        envelopeKey.id(),
                        suite.number(),
                        key.enc(),
                        created);
        return new NewDataKey(
                announcement, new Sealer(id, KeyBytes.takeOwnershipOf(key.dataKey()), maxUses));
    }

    private static Hpke.Encapsulated encapsulate(
            EnvelopeSuite suite, byte[] publicKey, byte[] info) {
        try {
            return Hpke.encapsulate(suite, publicKey, info);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("the envelope key is malformed", e);
        }
    }
}
