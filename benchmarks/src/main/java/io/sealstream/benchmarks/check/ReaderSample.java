package io.sealstream.benchmarks.check;

import io.sealstream.benchmarks.load.DeliveryState;
import io.sealstream.benchmarks.load.EventMaker;
import io.sealstream.benchmarks.load.Ledger;
import io.sealstream.protocol.DeviceId;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.StreamAddress;
import io.sealstream.reader.VerifiedEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a few of the events through the read endpoint, signature and content compared. */
public final class ReaderSample {
    private static final int EVENTS = 20;

    private ReaderSample() {}

    /**
     * What came out.
     *
     * @param read events asked for
     * @param equal events that came back equal and verified
     */
    public record Result(int read, int equal) {
        /** Whether all came back, and there were any. */
        public boolean holds() {
            return read > 0 && read == equal;
        }
    }

    /** Reads events spread over the whole run. */
    public static Result read(
            Path readerIdentity,
            URI storage,
            String stream,
            Ledger ledger,
            EventMaker events,
            List<DeviceId> devices) {
        int read = 0;
        int equal = 0;
        try (ReaderClient reader = ReaderClient.open(readerIdentity, storage)) {
            int step = Math.max(1, ledger.size() / EVENTS);
            for (int event = 0; event < ledger.size(); event += step) {
                if (ledger.state(event) != DeliveryState.ACKNOWLEDGED) {
                    continue;
                }
                read++;
                DeviceId device = devices.get(ledger.device(event));
                equal += comesBack(reader, device, stream, events, event) ? 1 : 0;
            }
        }
        return new Result(read, equal);
    }

    private static boolean comesBack(
            ReaderClient reader, DeviceId device, String stream, EventMaker events, int event) {
        try {
            VerifiedEvent one =
                    reader.event(
                            StreamAddress.of(device.tenant(), device.device(), stream),
                            events.id(event));
            return one.isVerified() && Arrays.equals(one.content(), events.content(event));
        } catch (ReaderException e) {
            return false;
        }
    }
}
