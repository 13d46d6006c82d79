package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Passes outcomes to the requests that wait for them; remembers rejections. Thread-safe. */
public final class Outcomes {
    private static final int REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofHours(1);

    private final ConcurrentHashMap<Address, Map<Long, CompletableFuture<Outcome>>> waiting =
            new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();
    private final Cache<Address, RejectedNotice> rejections =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(MEMORY)
                    .build();

    /** Waits for the next outcome of an event. Cancel it when nobody waits any more. */
    public CompletableFuture<Outcome> await(DeviceId device, EventId eventId) {
        Address address = new Address(device, eventId);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        long ticket = tickets.getAndIncrement();
        waiting.compute(address, (_, others) -> with(others, ticket, outcome));
        var _ = outcome.whenComplete((_, _) -> forget(address, ticket));
        return outcome;
    }

    private static Map<Long, CompletableFuture<Outcome>> with(
            @Nullable Map<Long, CompletableFuture<Outcome>> others,
            long ticket,
            CompletableFuture<Outcome> outcome) {
        Map<Long, CompletableFuture<Outcome>> all =
                others == null ? new ConcurrentHashMap<>() : others;
        all.put(ticket, outcome);
        return all;
    }

    /** Whether anybody waits for anything. */
    public boolean awaited() {
        return !waiting.isEmpty();
    }

    /** Completes those who wait for an event of which storage gave notice. */
    public void stored(StoredNotice notice) {
        complete(new Address(notice.deviceId(), notice.eventId()), new Outcome.Stored(notice));
    }

    /** Completes those who wait for an event that the guard rejected, and remembers the reason. */
    public void rejected(RejectedNotice notice) {
        Address address = new Address(notice.deviceId(), notice.eventId());
        rejections.put(address, notice);
        complete(address, new Outcome.Rejected(notice));
    }

    /** The latest rejection of an event within the last hour. */
    public Optional<RejectedNotice> rejection(DeviceId device, EventId eventId) {
        return Optional.ofNullable(rejections.getIfPresent(new Address(device, eventId)));
    }

    private void complete(Address address, Outcome outcome) {
        Map<Long, CompletableFuture<Outcome>> all = waiting.remove(address);
        if (all != null) {
            all.values().forEach(one -> one.complete(outcome));
        }
    }

    private void forget(Address address, long ticket) {
        waiting.computeIfPresent(
                address,
                (_, all) -> {
                    all.remove(ticket);
                    return all.isEmpty() ? null : all;
                });
    }

    private record Address(DeviceId device, EventId eventId) {}
}
