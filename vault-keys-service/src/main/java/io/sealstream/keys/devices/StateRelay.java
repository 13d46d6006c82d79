package io.sealstream.keys.devices;

import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.devices.DeviceStateLog.OvertakenException;
import io.sealstream.protocol.DeviceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries changed device documents to the log: publish, then note that it is published. A crash
 * between the two publishes the same state again, which changes nothing.
 *
 * <p>One process publishes at a time. The log keeps the others out, else one that was held up could
 * publish an old state last, and a revoked device would come back. The process that publishes has
 * taken over <em>before</em> it read the documents; one that was overtaken stands by and takes over
 * again when documents wait although somebody should have published them.
 *
 * <p>Not thread safe: one thread runs it.
 */
public final class StateRelay {
    private static final int BATCH = 500;

    /** How often a document must be seen waiting before a standby takes over. */
    private static final int PATIENCE = 30;

    private final DeviceOutbox outbox;
    private final DeviceStateLog log;
    private boolean leading;
    private int patience;
    private @Nullable DeviceState waiting;

    public StateRelay(DeviceOutbox outbox, DeviceStateLog log) {
        this.outbox = outbox;
        this.log = log;
    }

    /**
     * Publishes what waits, one batch of it.
     *
     * @return whether more may wait
     * @throws UnavailableException when the broker or the store is not available; call again
     */
    public boolean publishBatch() {
        if (!leading && patience > 0 && othersPublish()) {
            return false;
        }
        try {
            return publish();
        } catch (OvertakenException e) {
            leading = false;
            patience = PATIENCE;
            return false;
        } catch (UnavailableException e) {
            leading = false;
            throw e;
        }
    }

    private boolean publish() throws OvertakenException {
        if (!leading) {
            log.takeOver();
            leading = true;
            patience = 0;
        }
        List<DeviceState> states = outbox.unpublished(BATCH);
        if (!states.isEmpty()) {
            log.publish(states);
            states.forEach(state -> outbox.markPublished(state.id(), state.version()));
        }
        return states.size() == BATCH;
    }

    /** Whether another process still seems to be publishing documents. */
    private boolean othersPublish() {
        List<DeviceState> first = outbox.unpublished(1);
        DeviceState before = waiting;
        waiting = first.isEmpty() ? null : first.getFirst();
        boolean same =
                before != null
                        && waiting != null
                        && before.id().equals(waiting.id())
                        && before.version() == waiting.version();
        patience = same ? patience - 1 : PATIENCE;
        return patience > 0;
    }
}
