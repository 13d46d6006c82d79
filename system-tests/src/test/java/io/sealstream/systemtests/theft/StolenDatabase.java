package io.sealstream.systemtests.theft;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bson.Document;
import org.bson.types.Binary;

/** Storage's database as one sees it who has stolen storage's identity. */
public final class StolenDatabase implements AutoCloseable {
    private final MongoClient client;

    public StolenDatabase(Stack stack) {
        SSLContext tls = stack.stolen(ServiceName.STORAGE).client(ServiceName.DOCUMENT_STORE);
        String url = "mongodb://localhost:" + stack.port(Listener.DOCUMENT_STORE) + "/?tls=true";
        client =
                MongoClients.create(
                        MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString(url))
                                .applyToSslSettings(ssl -> ssl.enabled(true).context(tls))
                                .build());
    }

    /** Every stored event of a device. */
    public List<Sighting> events(DeviceId device) {
        List<Sighting> events = new ArrayList<>();
        for (Document event :
                client.getDatabase("storage")
                        .getCollection("events")
                        .find(eq("device", device.device()))) {
            if (device.tenant().equals(event.getString("tenant"))) {
                events.add(
                        new Sighting(
                                device.key() + "/" + event.getString("eventId"),
                                event.getString("contentDigest")));
            }
        }
        return events;
    }

    /** Puts another value into a stored event. */
    public void change(DeviceId device, EventId event, String member, Object value) {
        assertThat(
                        client.getDatabase("storage")
                                .getCollection("events")
                                .updateOne(
                                        eq("_id", device.key() + "/" + event),
                                        Updates.set(member, value))
                                .getModifiedCount())
                .isOne();
    }

    /** The data keys announced for a device. */
    public List<DataKeyAnnouncement> announcements(DeviceId device) {
        List<DataKeyAnnouncement> found = new ArrayList<>();
        for (Document key :
                client.getDatabase("storage")
                        .getCollection("dataKeys")
                        .find(eq("device", device.device()))) {
            found.add(
                    new DataKeyAnnouncement(
                            DataKeyId.parse(key.getString("_id")),
                            key.getString("tenant"),
                            key.getString("device"),
                            EnvelopeKeyId.parse(key.getString("envelopeKeyId")),
                            key.getInteger("suite"),
                            key.get("enc", Binary.class).getData(),
                            key.getDate("created").toInstant()));
        }
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
