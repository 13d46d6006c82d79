package io.sealstream.keys.envelope;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.EnvelopeKeyPair;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.servicekit.secrets.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Opens data keys of one device for storage's read path. */
public final class DataKeys {
    /** Most announcements a request may hold. */
    public static final int MAX_ANNOUNCEMENTS = 1000;

    private final OpenSeeds seeds;

    public DataKeys(OpenSeeds seeds) {
        this.seeds = seeds;
    }

    /**
     * Opens announced data keys, all or none; the caller closes them.
     *
     * @throws RequestRefusedException malformed when there are too many; forbidden when one is not
     *     this device's; gone when its envelope key is not there (any more); wrong ciphertext when
     *     one does not open
     * @throws UnavailableException when Vault is needed and sealed or out of reach
     */
    public List<DataKey> unwrap(DeviceId device, List<DataKeyAnnouncement> announcements) {
        requireOwn(device, announcements);
        Map<EnvelopeKeyId, Lease<EnvelopeKeyPair>> pairs =
                seeds.open(
                        device,
                        announcements.stream()
                                .map(DataKeyAnnouncement::envelopeKeyId)
                                .collect(Collectors.toSet()));
        try {
            return open(announcements, pairs);
        } finally {
            pairs.values().forEach(Lease::close);
        }
    }

    private static List<DataKey> open(
            List<DataKeyAnnouncement> announcements,
            Map<EnvelopeKeyId, Lease<EnvelopeKeyPair>> pairs) {
        List<DataKey> keys = new ArrayList<>(announcements.size());
        try {
            for (DataKeyAnnouncement announcement : announcements) {
                Lease<EnvelopeKeyPair> pair =
                        Objects.requireNonNull(pairs.get(announcement.envelopeKeyId()));
                keys.add(pair.secret().open(announcement));
            }
            return keys;
        } catch (WrongCiphertextException e) {
            keys.forEach(DataKey::close);
            throw new RequestRefusedException(
                    Problem.WRONG_CIPHERTEXT, "an announced data key does not open", e);
        }
    }

    private static void requireOwn(DeviceId device, List<DataKeyAnnouncement> announcements) {
        if (announcements.size() > MAX_ANNOUNCEMENTS) {
            throw new RequestRefusedException(
                    Problem.MALFORMED_REQUEST, "more than " + MAX_ANNOUNCEMENTS + " announcements");
        }
        if (!announcements.stream().allMatch(a -> a.deviceId().equals(device))) {
            throw new RequestRefusedException(
                    Problem.FORBIDDEN, "an announcement of another device");
        }
    }
}
