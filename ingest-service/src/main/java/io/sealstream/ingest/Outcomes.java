package io.sealstream.ingest;

import io.sealstream.ingest.DeviceMemory.Limits;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.StoredNotice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes outcomes to the requests that wait for them; remembers rejections. Both by what was
 * signed: an outcome of a forged copy, under the same event id, is no answer to the device.
 * Thread-safe.
 */
public final class Outcomes {
    private static final Limits REMEMBERED = new Limits(1_000, 100_000, Duration.ofHours(1));

    private final ConcurrentHashMap<SignedDigest, Map<Long, CompletableFuture<Outcome>>> waiting =
            new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();
    private final DeviceMemory<SignedDigest, RejectedNotice> rejections =
            new DeviceMemory<>(REMEMBERED, System::nanoTime);

    /** Waits for the next outcome of a submission. Cancel it when nobody waits any more. */
    public CompletableFuture<Outcome> await(SignedDigest signed) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        long ticket = tickets.getAndIncrement();
        waiting.compute(signed, (_, others) -> with(others, ticket, outcome));
        var _ = outcome.whenComplete((_, _) -> forget(signed, ticket));
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

    /** Completes those who wait for a submission of which storage gave notice. */
    public void stored(StoredNotice notice) {
        complete(notice.signed(), new Outcome.Stored(notice));
    }

    /** Completes those who wait for a submission that was rejected, and remembers the reason. */
    public void rejected(RejectedNotice notice) {
        rejections.put(notice.deviceId(), notice.signed(), notice);
        complete(notice.signed(), new Outcome.Rejected(notice));
    }

    /** The latest rejection of a submission within the last hour. */
    public Optional<RejectedNotice> rejection(DeviceId device, SignedDigest signed) {
        return rejections.find(device, signed);
    }

    private void complete(SignedDigest signed, Outcome outcome) {
        Map<Long, CompletableFuture<Outcome>> all = waiting.remove(signed);
        if (all != null) {
            all.values().forEach(one -> one.complete(outcome));
        }
    }

    private void forget(SignedDigest signed, long ticket) {
        waiting.computeIfPresent(
                signed,
                (_, all) -> {
                    all.remove(ticket);
                    return all.isEmpty() ? null : all;
                });
    }
}
