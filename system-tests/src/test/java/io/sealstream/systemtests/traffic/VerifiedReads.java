package io.sealstream.systemtests.traffic;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.StreamName;
import io.sealstream.reader.EventQuery;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.StreamAddress;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.util.ArrayList;
import java.util.List;

/** What an authorised reader is given, as far as it is proven by the device's signature. */
public final class VerifiedReads implements AutoCloseable {
    private final ReaderClient reader;

    public VerifiedReads(Stack stack, String tenant) {
        reader = ReaderClient.open(stack.reader(tenant), stack.url(Listener.STORAGE));
    }

    /** Every event of a stream; an event that is not verified is a sighting that nobody sent. */
    public List<Sighting> events(DeviceId device, String stream) {
        List<Sighting> events = new ArrayList<>();
        StreamAddress address = new StreamAddress(device, new StreamName(stream));
        reader.export(
                EventQuery.all(address),
                event -> {
                    String id = device.key() + "/" + event.event().id();
                    events.add(
                            new Sighting(
                                    event.isVerified() ? id : id + " (not verified)",
                                    event.event().contentDigest().toString()));
                });
        return events;
    }

    @Override
    public void close() {
        reader.close();
    }
}
