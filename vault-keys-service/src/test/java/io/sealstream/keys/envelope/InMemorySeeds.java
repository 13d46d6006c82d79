package io.sealstream.keys.envelope;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wrapped seeds in memory. */
public final class InMemorySeeds implements EnvelopeSeeds {
    private final List<WrappedSeed> seeds = new CopyOnWriteArrayList<>();

    @Override
    public void add(WrappedSeed seed) {
        seeds.add(seed);
    }

    @Override
    public List<WrappedSeed> find(DeviceId device, Collection<EnvelopeKeyId> ids) {
        return seeds.stream()
                .filter(s -> s.device().equals(device) && ids.contains(s.id()))
                .toList();
    }
}
