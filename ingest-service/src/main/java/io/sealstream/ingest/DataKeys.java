package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.seal.NewDataKey;
import io.sealstream.protocol.seal.Sealer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Seals under a data key per device, which lives for an hour or 2^20 events, in this process only.
 * A key is used only after its announcement is acknowledged: otherwise an event could be stored
 * that nobody can ever open.
 */
public final class DataKeys {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final long USES = 1 << 20;

    private final KeyAnnouncer announcer;
    private final Executor executor;
    private final InstantSource clock;
    private final AsyncCache<Slot, Sealer> sealers;

    /**
     * Makes an empty set of keys.
     *
     * @param maxDevices how many devices' keys are held at once
     * @param executor where keys are made; a KEM operation takes about a millisecond
     */
    public DataKeys(
            KeyAnnouncer announcer, int maxDevices, Executor executor, InstantSource clock) {
        this.announcer = announcer;
        this.executor = executor;
        this.clock = clock;
        this.sealers =
                Caffeine.newBuilder()
                        .maximumSize(maxDevices)
                        .expireAfterWrite(LIFE)
                        .executor(executor)
                        .removalListener(
                                (@Nullable Slot slot,
                                        @Nullable Sealer sealer,
                                        RemovalCause cause) -> {
                                    if (sealer != null) {
                                        sealer.close();
                                    }
                                })
                        .buildAsync();
    }

    /** Seals {@code content}; a key that is used up is replaced on the way. */
    public CompletionStage<byte[]> seal(EnvelopeKey envelopeKey, EventFacts facts, byte[] content) {
        Slot slot = new Slot(facts.device(), envelopeKey.id());
        CompletableFuture<Sealer> key =
                sealers.get(slot, (s, e) -> create(facts.device(), envelopeKey));
        return key.thenCompose(sealer -> {
            Optional<byte[]> sealed = sealer.seal(facts, content);
            if (sealed.isPresent()) {
                return CompletableFuture.completedFuture(sealed.get());
            }
            sealers.asMap().remove(slot, key);
            return seal(envelopeKey, facts, content);
        });
    }

    private CompletableFuture<Sealer> create(DeviceId device, EnvelopeKey envelopeKey) {
        return CompletableFuture.supplyAsync(
                        () -> NewDataKey.create(device, envelopeKey, clock.instant(), USES),
                        executor)
                .thenCompose(created ->
                        announcer
                                .announce(created.announcement())
                                .thenApply(done -> created.sealer()));
    }

    private record Slot(DeviceId device, EnvelopeKeyId envelopeKey) {}
}
