package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.seal.NewDataKey;
import io.sealstream.protocol.seal.Sealer;
import io.sealstream.servicekit.secrets.SecretCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Seals under a data key per device, which lives for an hour or 2^20 events, in this process only.
 * A key is used only after its announcement is acknowledged: otherwise an event could be stored
 * that nobody can ever open.
 */
public final class DataKeys implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final long USES = 1 << 20;

    private final KeyAnnouncer announcer;
    private final Executor executor;
    private final InstantSource clock;
    private final SecretCache<Slot, Sealer> sealers;

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
        this.sealers = new SecretCache<>(LIFE, maxDevices);
    }

    /** Seals {@code content}; a key that is used up is replaced on the way. */
    public CompletionStage<byte[]> seal(EnvelopeKey envelopeKey, EventFacts facts, byte[] content) {
        Slot slot = new Slot(facts.device(), envelopeKey.id());
        return sealers.lease(slot, s -> create(facts.device(), envelopeKey))
                .thenCompose(lease -> {
                    try (lease) {
                        Optional<byte[]> sealed = lease.secret().seal(facts, content);
                        if (sealed.isPresent()) {
                            return CompletableFuture.completedFuture(sealed.get());
                        }
                    }
                    sealers.drop(slot);
                    return seal(envelopeKey, facts, content);
                });
    }

    /** Overwrites all keys; what is sealed after needs new ones. */
    @Override
    public void close() {
        sealers.close();
    }

    private CompletableFuture<Sealer> create(DeviceId device, EnvelopeKey envelopeKey) {
        return CompletableFuture.supplyAsync(
                        () -> NewDataKey.create(device, envelopeKey, clock.instant(), USES),
                        executor)
                .thenCompose(created ->
                        announcer
                                .announce(created.announcement())
                                // Sealing goes on from here: not on the producer's I/O thread.
                                .thenApplyAsync(done -> created.sealer(), executor));
    }

    private record Slot(DeviceId device, EnvelopeKeyId envelopeKey) {}
}
