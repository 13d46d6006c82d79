package io.sealstream.protocol.nonce;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The epoch keys in use: the newest issues, all check. */
public final class EpochKeys {
    private final List<EpochKey> keys;

    private EpochKeys(List<EpochKey> keys) {
        this.keys = keys;
    }

    /**
     * Takes the keys, newest first.
     *
     * @throws IllegalArgumentException when there is none, or two have one id
     */
    public static EpochKeys of(List<EpochKey> newestFirst) {
        Set<Integer> ids = new HashSet<>();
        if (newestFirst.isEmpty() || !newestFirst.stream().allMatch(k -> ids.add(k.kid()))) {
            throw new IllegalArgumentException("epoch keys are at least one, each with its own id");
        }
        return new EpochKeys(List.copyOf(newestFirst));
    }

    EpochKey newest() {
        return keys.getFirst();
    }

    Optional<EpochKey> find(int kid) {
        return keys.stream().filter(k -> k.kid() == kid).findFirst();
    }
}
