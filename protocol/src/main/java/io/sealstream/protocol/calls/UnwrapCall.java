package io.sealstream.protocol.calls;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.secret.KeyBytes;
import java.util.List;
import java.util.Objects;

/** Storage asks vault-keys to open data keys: POST, {@link Order} to {@link Keys}. */
public final class UnwrapCall {
    /** Path of the call, POST, on vault-keys. */
    public static final String PATH = "/v1/data-keys/unwrap";

    private UnwrapCall() {}

    /**
     * What to open, all or none.
     *
     * @param announcements of this device, as they were announced
     */
    public record Order(String tenant, String device, List<DataKeyAnnouncement> announcements) {
        public Order {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(device);
            announcements = List.copyOf(announcements);
            announcements.forEach(Order::requireComplete);
        }

        private static void requireComplete(DataKeyAnnouncement announcement) {
            Objects.requireNonNull(announcement.dataKeyId());
            Objects.requireNonNull(announcement.tenant());
            Objects.requireNonNull(announcement.device());
            Objects.requireNonNull(announcement.envelopeKeyId());
            Objects.requireNonNull(announcement.enc());
            Objects.requireNonNull(announcement.created());
        }

        /** The device whose data keys are to be unwrapped. */
        public DeviceId deviceId() {
            return new DeviceId(tenant, device);
        }
    }

    /**
     * Opened keys.
     *
     * @param keys in the order of the announcements
     */
    public record Keys(List<Key> keys) {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * One opened key.
     *
     * @param key secret; the owner of the record closes it
     */
    public record Key(DataKeyId dataKeyId, KeyBytes key) {
        public Key {
            Objects.requireNonNull(dataKeyId);
            Objects.requireNonNull(key);
        }
    }
}
