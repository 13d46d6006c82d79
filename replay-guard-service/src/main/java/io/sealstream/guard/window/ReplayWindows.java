package io.sealstream.guard.window;

import io.sealstream.protocol.nonce.Epoch;
import io.sealstream.protocol.nonce.VerifiedNonce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a device's nonces: the windows of its current and its previous epoch, a
 * floor below which every epoch is stale, and the content of the last 64 accepted nonces. At most 1
 * KB encoded. Immutable: judging gives the next state, to be stored in one step with the effect.
 *
 * <p>Each remembered content belongs to one very nonce (epoch and counter). A duplicate is a {@link
 * Verdict.Retry} only when the content remembered for that nonce is the same, a {@link
 * Verdict.Conflict} only when it differs, and {@link Verdict.Stale} when it is forgotten.
 */
public final class ReplayWindows {
    static final int REMEMBERED = 64;

    private final Epoch floor;
    private final @Nullable Window current;
    private final @Nullable Window previous;
    private final List<Accepted> accepted;

    /** A nonce that had its effect, and the first 64 bits of what it brought. */
    record Accepted(VerifiedNonce nonce, long digestPrefix) {}

    ReplayWindows(
            Epoch floor,
            @Nullable Window current,
            @Nullable Window previous,
            List<Accepted> accepted) {
        this.floor = floor;
        this.current = current;
        this.previous = previous;
        this.accepted = accepted;
    }

    /**
     * Knows nothing yet; epochs issued before {@code minIssued} are stale. When state was lost this
     * must be later than any epoch that may have been used.
     */
    public static ReplayWindows startingAt(Instant minIssued) {
        return new ReplayWindows(new Epoch(minIssued.toEpochMilli(), 0), null, null, List.of());
    }

    /**
     * Judges a nonce and, when it is fresh, remembers it: one step, no effect but the result.
     *
     * @param digestPrefix the first 64 bits of a digest over what the nonce brought
     */
    public Judgement judge(VerifiedNonce nonce, long digestPrefix) {
        Epoch epoch = nonce.epoch();
        if (epoch.compareTo(floor) <= 0) {
            return unchanged(new Verdict.Stale());
        }
        if (current == null || epoch.compareTo(current.epoch()) > 0) {
            return fresh(open(nonce), nonce, digestPrefix);
        }
        Window window = epoch.equals(current.epoch()) ? current : previous;
        if (window == null || !window.epoch().equals(epoch) || window.isTooOld(nonce.counter())) {
            return unchanged(new Verdict.Stale());
        }
        if (window.used(nonce.counter())) {
            return unchanged(duplicate(nonce, digestPrefix));
        }
        return fresh(replace(window.accept(nonce.counter())), nonce, digestPrefix);
    }

    /** When the newest known epoch was issued: one that opens a window was issued after it. */
    public Instant newest() {
        return Instant.ofEpochMilli((current == null ? floor : current.epoch()).issuedMs());
    }

    /** Encodes; see {@link ReplayWindowsCodec}. */
    public byte[] encode() {
        return ReplayWindowsCodec.encode(this);
    }

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException when the bytes are not what {@link #encode} gives
     */
    public static ReplayWindows decode(byte[] bytes) {
        return ReplayWindowsCodec.decode(bytes);
    }

    Epoch floor() {
        return floor;
    }

    Optional<Window> current() {
        return Optional.ofNullable(current);
    }

    Optional<Window> previous() {
        return Optional.ofNullable(previous);
    }

    List<Accepted> accepted() {
        return accepted;
    }

    private ReplayWindows open(VerifiedNonce nonce) {
        Epoch raised = previous == null ? floor : previous.epoch();
        return new ReplayWindows(raised, Window.opening(nonce), current, accepted);
    }

    private ReplayWindows replace(Window now) {
        boolean isCurrent = current != null && current.epoch().equals(now.epoch());
        return new ReplayWindows(
                floor, isCurrent ? now : current, isCurrent ? previous : now, accepted);
    }

    private Judgement fresh(ReplayWindows next, VerifiedNonce nonce, long digestPrefix) {
        List<Accepted> kept = new ArrayList<>(REMEMBERED);
        for (Accepted entry : accepted) {
            if (next.canStillJudge(entry.nonce())) {
                kept.add(entry);
            }
        }
        if (kept.size() == REMEMBERED) {
            kept.removeFirst();
        }
        kept.add(new Accepted(nonce, digestPrefix));
        return new Judgement(
                new Verdict.Fresh(),
                new ReplayWindows(next.floor, next.current, next.previous, kept));
    }

    private boolean canStillJudge(VerifiedNonce nonce) {
        return covers(current, nonce) || covers(previous, nonce);
    }

    private static boolean covers(@Nullable Window window, VerifiedNonce nonce) {
        return window != null
                && window.epoch().equals(nonce.epoch())
                && !window.isTooOld(nonce.counter());
    }

    private Verdict duplicate(VerifiedNonce nonce, long digestPrefix) {
        for (Accepted entry : accepted) {
            if (entry.nonce().equals(nonce)) {
                return entry.digestPrefix() == digestPrefix
                        ? new Verdict.Retry()
                        : new Verdict.Conflict();
            }
        }
        return new Verdict.Stale();
    }

    private Judgement unchanged(Verdict verdict) {
        return new Judgement(verdict, this);
    }
}
