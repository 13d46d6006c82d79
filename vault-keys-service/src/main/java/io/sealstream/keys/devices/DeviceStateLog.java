package io.sealstream.keys.devices;

import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceState;
import java.util.List;

/** The compacted log from which the other services know the devices. */
public interface DeviceStateLog {

    /**
     * Makes this process the only one that can publish. Whoever could before gets {@link
     * OvertakenException} from its next {@link #publish}.
     *
     * @throws UnavailableException when the broker cannot be reached
     */
    void takeOver();

    /**
     * Appends states in this order; returns when all replicas have them.
     *
     * @throws OvertakenException when another process took over; nothing was appended for readers
     *     of committed records
     * @throws UnavailableException when the broker does not answer; {@link #takeOver} comes before
     *     the next attempt
     */
    void publish(List<DeviceState> states) throws OvertakenException;

    /** Another process publishes now. */
    final class OvertakenException extends Exception {
        public OvertakenException(Throwable cause) {
            super("another process publishes device states", cause);
        }
    }
}
