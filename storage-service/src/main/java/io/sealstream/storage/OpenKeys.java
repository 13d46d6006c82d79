package io.sealstream.storage;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.proof.RefutedEventException;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.servicekit.secrets.Lease;
import io.sealstream.servicekit.secrets.SecretCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cache of the data keys that were unwrapped in the last five minutes. A key is one device's: it is
 * never used for events of another device, even if its documents name it.
 */
public final class OpenKeys implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final DataKeyStore announcements;
    private final Unwrapper unwrapper;
    private final SecretCache<Name, DataKey> open = new SecretCache<>(LIFE, MOST);

    private record Name(DeviceId device, DataKeyId id) {}

    public OpenKeys(DataKeyStore announcements, Unwrapper unwrapper) {
        this.announcements = announcements;
        this.unwrapper = unwrapper;
    }

    /**
     * The keys of one device's events, valid until the page is closed. Keys that were not announced
     * yet are left out.
     *
     * @throws KeysUnavailableException when they cannot be opened now
     */
    public Page of(DeviceId device, Set<DataKeyId> ids) {
        Page page = new Page(new HashMap<>());
        try {
            Set<DataKeyId> missing = new HashSet<>();
            for (DataKeyId id : ids) {
                open.find(new Name(device, id))
                        .ifPresentOrElse(
                                lease -> page.leases.put(id, lease), () -> missing.add(id));
            }
            if (!missing.isEmpty()) {
                unwrap(device, missing, page);
            }
            return page;
        } catch (RuntimeException e) {
            page.close();
            throw e;
        }
    }

    private void unwrap(DeviceId device, Set<DataKeyId> missing, Page page) {
        List<DataKeyAnnouncement> announced =
                announcements.find(missing).stream()
                        .filter(announcement -> announcement.deviceId().equals(device))
                        .toList();
        if (announced.isEmpty()) {
            return;
        }
        try {
            unwrapAll(device, announced, page);
        } catch (KeysRefusedException e) {
            // One that nobody can open must not keep the others shut.
            for (DataKeyAnnouncement one : announced) {
                try {
                    unwrapAll(device, List.of(one), page);
                } catch (KeysRefusedException refused) {
                    page.refused.put(one.dataKeyId(), refused);
                }
            }
        }
    }

    private void unwrapAll(DeviceId device, List<DataKeyAnnouncement> announced, Page page) {
        for (DataKey key : unwrapper.unwrap(device, announced)) {
            Lease<DataKey> lease = open.keep(new Name(device, key.id()), key);
            Lease<DataKey> before = page.leases.put(key.id(), lease);
            if (before != null) {
                before.close();
            }
        }
    }

    @Override
    public void close() {
        open.close();
    }

    /** The keys of one page. */
    public static final class Page implements AutoCloseable {
        private final Map<DataKeyId, Lease<DataKey>> leases;
        private final Map<DataKeyId, KeysRefusedException> refused = new HashMap<>();

        private Page(Map<DataKeyId, Lease<DataKey>> leases) {
            this.leases = leases;
        }

        /**
         * One of them.
         *
         * @throws DataKeyGoneException when what opens it was destroyed
         * @throws RefutedEventException when it will never be opened
         * @throws NotKnownYetException when it is not announced yet
         */
        public DataKey key(DataKeyId id) throws RefutedEventException {
            if (refused.get(id) instanceof KeysGoneException) {
                throw new DataKeyGoneException();
            }
            if (refused.containsKey(id)) {
                throw new RefutedEventException("its data key does not open");
            }
            Lease<DataKey> lease = leases.get(id);
            if (lease == null) {
                throw new NotKnownYetException("a data key of the device is not known yet");
            }
            return lease.secret();
        }

        @Override
        public void close() {
            leases.values().forEach(Lease::close);
        }
    }
}
