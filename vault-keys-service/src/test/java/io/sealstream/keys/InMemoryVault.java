package io.sealstream.keys;

import io.sealstream.protocol.secret.KeyBytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Wraps keys by remembering them. Can be sealed. */
public final class InMemoryVault implements KeyVault {
    private record Entry(Kek kek, byte[] context, KeyBytes key) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger unwrapped = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private volatile boolean sealed;

    public void seal(boolean isSealed) {
        sealed = isSealed;
    }

    public int unwrapped() {
        return unwrapped.get();
    }

    private void requireUnsealed() {
        if (sealed) {
            throw new UnavailableException("sealed");
        }
    }

    @Override
    public FreshKey newKey(Kek kek, byte[] context) {
        requireUnsealed();
        byte[] bytes = new byte[KeyBytes.LENGTH];
        random.nextBytes(bytes);
        KeyBytes key = KeyBytes.takeOwnershipOf(bytes);
        String wrapped = "wrapped:" + entries.size() + ":" + random.nextLong();
        entries.put(wrapped, new Entry(kek, context.clone(), key.copy()));
        return new FreshKey(key, wrapped);
    }

    @Override
    public List<KeyBytes> unwrap(Kek kek, List<WrappedKey> keys) {
        requireUnsealed();
        unwrapped.addAndGet(keys.size());
        List<KeyBytes> opened = new ArrayList<>();
        for (WrappedKey key : keys) {
            Entry entry = entries.get(key.ciphertext());
            if (entry == null
                    || entry.kek() != kek
                    || !Arrays.equals(entry.context(), key.context())) {
                throw new IllegalStateException("does not open");
            }
            opened.add(entry.key().copy());
        }
        return opened;
    }
}
