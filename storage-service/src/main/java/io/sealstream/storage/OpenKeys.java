package io.sealstream.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.seal.DataKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Data keys that were opened in the last minutes; a key's bytes are zeroed when it leaves. */
public final class OpenKeys {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final DataKeyStore announcements;
    private final Unwrapper unwrapper;
    private final Cache<DataKeyId, DataKey> open =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(LIFE)
                    .removalListener(
                            (@Nullable DataKeyId id, @Nullable DataKey key, RemovalCause cause) -> {
                                if (key != null) {
                                    key.close();
                                }
                            })
                    .build();

    public OpenKeys(DataKeyStore announcements, Unwrapper unwrapper) {
        this.announcements = announcements;
        this.unwrapper = unwrapper;
    }

    /**
     * The keys of one device's events.
     *
     * @throws KeysUnavailableException when one of them cannot be had now
     */
    public Page of(DeviceId device, Set<DataKeyId> ids) {
        Map<DataKeyId, DataKey> found = new HashMap<>(open.getAllPresent(ids));
        Set<DataKeyId> missing = new HashSet<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            List<DataKeyAnnouncement> announced = announcements.find(missing);
            if (announced.size() < missing.size()) {
                throw new KeysUnavailableException("a data key is not announced yet");
            }
            for (DataKey key : unwrapper.unwrap(device, announced)) {
                found.put(key.id(), keep(key));
            }
        }
        return new Page(found);
    }

    /**
     * Two pages may have had the same key opened; the first one is used on, for it may be in use.
     */
    private DataKey keep(DataKey key) {
        DataKey first = open.asMap().putIfAbsent(key.id(), key);
        if (first == null) {
            return key;
        }
        key.close();
        return first;
    }

    /**
     * The keys of one page.
     *
     * @param keys by name
     */
    public record Page(Map<DataKeyId, DataKey> keys) {

        /** One of them. */
        public DataKey key(DataKeyId id) {
            DataKey key = keys.get(id);
            if (key == null) {
                throw new KeysUnavailableException("vault-keys did not open every data key");
            }
            return key;
        }
    }
}
