package io.sealstream.devstack.demo;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.reader.EventQuery;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.StreamAddress;
import io.sealstream.reader.VerifiedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application that reads, and one of another tenant. */
final class Readers implements AutoCloseable {
    private final ReaderClient own;
    private final ReaderClient stranger;

    Readers(DemoSettings settings) {
        own = ReaderClient.open(settings.reader(DemoSettings.TENANT), settings.storage());
        stranger = ReaderClient.open(settings.reader("globex"), settings.storage());
    }

    static StreamAddress stream(DeviceId device) {
        return new StreamAddress(device, new StreamName(DemoSettings.STREAM));
    }

    List<VerifiedEvent> all(DeviceId device) {
        List<VerifiedEvent> events = new ArrayList<>();
        own.export(new EventQuery(stream(device), null, null, 500), events::add);
        return events;
    }

    VerifiedEvent one(DeviceId device, EventId id) {
        return own.event(stream(device), id);
    }

    /** Reads a probe; throws while it is not there. */
    void probe(DeviceId device, EventId id) {
        var _ = own.event(new StreamAddress(device, new StreamName("probes")), id);
    }

    /** Reads as another tenant's reader. */
    String asStranger(DeviceId device, EventId id) {
        try {
            stranger.event(stream(device), id);
            return "the event was handed out";
        } catch (ReaderException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** How many of the sent readings came back equal and verified, and whether nothing else did. */
    Check compare(DeviceId device, Map<EventId, Reading> sent) {
        Map<EventId, VerifiedEvent> read = new HashMap<>();
        List<VerifiedEvent> all = all(device);
        all.forEach(event -> read.put(event.event().id(), event));
        int equal = 0;
        for (var one : sent.entrySet()) {
            VerifiedEvent event = read.get(one.getKey());
            if (event != null
                    && event.isVerified()
                    && java.util.Arrays.equals(event.content(), one.getValue().content())) {
                equal++;
            }
        }
        return new Check(
                "every reading comes back equal, signature verified",
                sent.size() + " readings of " + device.device(),
                equal + " equal and verified, " + all.size() + " stored",
                equal == sent.size() && all.size() == sent.size());
    }

    @Override
    public void close() {
        own.close();
        stranger.close();
    }
}
