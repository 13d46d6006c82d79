package io.sealstream.benchmarks.check;

import io.sealstream.benchmarks.load.DeliveryState;
import io.sealstream.benchmarks.load.EventMaker;
import io.sealstream.benchmarks.load.Ledger;
import io.sealstream.protocol.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Compares the devices' ledger with the database: what was acknowledged is there once, with the
 * content that was sent; what was refused is not; nothing is there that nobody sent.
 */
public final class ExactlyOnce {
    private static final int SHOWN = 20;

    private final Ledger ledger;
    private final EventMaker events;
    private final IntFunction<String> deviceName;
    private final byte[] seen;
    private final List<String> discrepancies = new ArrayList<>();
    private long count;

    /**
     * A comparison in which nothing has been found yet.
     *
     * @param deviceName the name of a device by its number
     */
    public ExactlyOnce(Ledger ledger, EventMaker events, IntFunction<String> deviceName) {
        this.ledger = ledger;
        this.events = events;
        this.deviceName = deviceName;
        this.seen = new byte[ledger.size()];
    }

    /** Takes an event from the database into account. */
    public void found(StoredEvent stored) {
        int event = events.number(EventId.parse(stored.eventId()));
        if (event < 0 || event >= seen.length) {
            say("never sent: " + stored);
            return;
        }
        if (seen[event]++ > 0) {
            say("stored more than once: " + stored);
            seen[event] = 2;
        }
        if (!deviceName.apply(ledger.device(event)).equals(stored.device())) {
            say("stored for another device: " + stored);
        }
        if (!events.digest(event).equals(stored.digest())) {
            say("stored with another content: " + stored);
        }
        if (ledger.state(event) == DeliveryState.REFUSED) {
            say("refused, yet stored: " + stored);
        }
    }

    /** Everything in the database was shown to {@link #found}: what is missing now is lost. */
    public Proof conclude() {
        long acknowledged = 0;
        long unanswered = 0;
        long stored = 0;
        for (int event = 0; event < seen.length; event++) {
            DeliveryState state = ledger.state(event);
            acknowledged += state == DeliveryState.ACKNOWLEDGED ? 1 : 0;
            unanswered += state == DeliveryState.UNKNOWN || state == DeliveryState.SENT ? 1 : 0;
            stored += seen[event] > 0 ? 1 : 0;
            if (state == DeliveryState.ACKNOWLEDGED && seen[event] == 0) {
                say("acknowledged and lost: " + events.id(event));
            }
        }
        return new Proof(seen.length, acknowledged, unanswered, stored, count, discrepancies);
    }

    private void say(String discrepancy) {
        count++;
        if (discrepancies.size() < SHOWN) {
            discrepancies.add(discrepancy);
        }
    }

    /**
     * What came out.
     *
     * @param sent events sent
     * @param acknowledged events answered with 202
     * @param unanswered events whose device does not know
     * @param stored events found in the database
     * @param discrepancyCount how many differ from what is promised
     * @param discrepancies the first of them
     */
    public record Proof(
            long sent,
            long acknowledged,
            long unanswered,
            long stored,
            long discrepancyCount,
            List<String> discrepancies) {
        public Proof {
            discrepancies = List.copyOf(discrepancies);
        }

        /** Whether everything is as promised, and anything was sent at all. */
        public boolean holds() {
            return discrepancyCount == 0 && acknowledged > 0;
        }
    }
}
