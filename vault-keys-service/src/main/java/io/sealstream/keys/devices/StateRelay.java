package io.sealstream.keys.devices;

import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.devices.DeviceStateLog.OvertakenException;
import io.sealstream.protocol.DeviceState;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Carries changed device documents to the log: publish, then note that it is published. A crash
 * between the two publishes the same state again, which changes nothing.
 *
 * <p>One process publishes at a time. The log keeps the others out, else one that was held up could
 * publish an old state last, and a revoked device would come back: the process that publishes has
 * taken over <em>before</em> it read the documents. A lease says which process that is, so that two
 * of them do not take the log from each other.
 *
 * <p>Not thread safe: one thread runs it.
 */
public final class StateRelay {
    private static final int BATCH = 500;

    private final DeviceOutbox outbox;
    private final DeviceStateLog log;
    private final RelayLeadership leadership;
    private boolean hasLog;

    /**
     * Makes it; nothing is published yet.
     *
     * @param nanoTime as of {@link System#nanoTime}
     */
    public StateRelay(
            DeviceOutbox outbox, DeviceStateLog log, RelayLease lease, LongSupplier nanoTime) {
        this.outbox = outbox;
        this.log = log;
        this.leadership = new RelayLeadership(lease, nanoTime);
    }

    /**
     * Publishes what waits, one batch of it, if that is this process's to do.
     *
     * @return whether more may wait
     * @throws UnavailableException when the broker or the store is not available; call again
     */
    public boolean publishBatch() {
        if (!leadership.hold()) {
            hasLog = false;
            return false;
        }
        try {
            return publish();
        } catch (OvertakenException e) {
            hasLog = false;
            leadership.doubt();
            return false;
        } catch (UnavailableException e) {
            hasLog = false;
            throw e;
        }
    }

    /** Leaves publishing to another process. */
    public void giveUp() {
        leadership.giveUp();
    }

    private boolean publish() throws OvertakenException {
        if (!hasLog) {
            log.takeOver();
            hasLog = true;
        }
        List<DeviceState> states = outbox.unpublished(BATCH);
        if (!states.isEmpty()) {
            log.publish(states);
            states.forEach(state -> outbox.markPublished(state.id(), state.version()));
        }
        return states.size() == BATCH;
    }
}
