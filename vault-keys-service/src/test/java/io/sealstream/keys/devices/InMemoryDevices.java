package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Devices in memory. */
public final class InMemoryDevices implements DeviceInventory, DeviceOutbox {
    private final Map<String, DeviceState> devices = new TreeMap<>();
    private final Map<String, Long> published = new TreeMap<>();

    @Override
    public synchronized boolean add(DeviceState device) {
        return devices.putIfAbsent(device.id().key(), device) == null;
    }

    @Override
    public synchronized Optional<DeviceState> find(DeviceId id) {
        return Optional.ofNullable(devices.get(id.key()));
    }

    @Override
    public synchronized List<DeviceState> list(String tenant, @Nullable String after, int limit) {
        return devices.values().stream()
                .filter(d -> d.tenant().equals(tenant))
                .filter(d -> after == null || d.device().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean replace(DeviceState next) {
        DeviceState before = devices.get(next.id().key());
        if (before == null || before.version() != next.version() - 1) {
            return false;
        }
        devices.put(next.id().key(), next);
        return true;
    }

    @Override
    public synchronized List<DeviceState> unpublished(int limit) {
        return devices.values().stream()
                .filter(d -> !isPublished(d.id(), d.version()))
                .sorted(Comparator.comparing(d -> d.status() != Status.REVOKED))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long waiting(int limit) {
        return unpublished(limit).size();
    }

    @Override
    public synchronized boolean isPublished(DeviceId id, long version) {
        return published.getOrDefault(id.key(), 0L) >= version;
    }

    @Override
    public synchronized void markPublished(DeviceId id, long version) {
        published.merge(id.key(), version, Math::max);
    }
}
