package io.sealstream.keys.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.envelope.DataKeys;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.servicekit.http.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Opens data keys, for storage's read path alone. */
@Path("/v1/data-keys/unwrap")
public class DataKeysResource {
    private final Callers callers;
    private final DataKeys dataKeys;
    private final Counter unwrapped;

    public DataKeysResource(Callers callers, DataKeys dataKeys, MeterRegistry meters) {
        this.callers = callers;
        this.dataKeys = dataKeys;
        this.unwrapped = meters.counter("sealstream.data.keys.unwrapped");
    }

    record Order(String tenant, String device, List<DataKeyAnnouncement> announcements) {
        Order {
            Bodies.require(tenant, device);
            announcements = List.copyOf(announcements);
            announcements.forEach(a ->
                    Bodies.require(
                            a.dataKeyId(),
                            a.tenant(),
                            a.device(),
                            a.envelopeKeyId(),
                            a.enc(),
                            a.created()));
        }
    }

    private record Key(DataKeyId dataKeyId, byte[] key) {}

    private record Answer(List<Key> keys) {}

    /** Opens the announced data keys of one device, all or none. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response unwrap(@Context HttpServerRequest request, InputStream body) {
        callers.require(request, Set.of(ServiceName.STORAGE));
        Order order = Bodies.read(body, Order.class);
        List<DataKey> opened =
                dataKeys.unwrap(
                        new DeviceId(order.tenant(), order.device()), order.announcements());
        unwrapped.increment(opened.size());
        try {
            return answer(opened);
        } finally {
            opened.forEach(DataKey::close);
        }
    }

    private static Response answer(List<DataKey> opened) {
        List<Key> keys = opened.stream().map(key -> new Key(key.id(), key.copyOfBytes())).toList();
        try {
            return Answers.secret(Json.write(new Answer(keys)));
        } finally {
            keys.forEach(key -> Arrays.fill(key.key(), (byte) 0));
        }
    }
}
