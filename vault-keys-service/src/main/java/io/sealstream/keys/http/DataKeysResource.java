package io.sealstream.keys.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.keys.envelope.DataKeys;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.UnwrapCall;
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
import java.util.List;
import java.util.Set;

/** Opens data keys, for storage's read path alone. */
@Path(UnwrapCall.PATH)
public class DataKeysResource {
    private final Callers callers;
    private final DataKeys dataKeys;
    private final Counter unwrapped;

    public DataKeysResource(Callers callers, DataKeys dataKeys, MeterRegistry meters) {
        this.callers = callers;
        this.dataKeys = dataKeys;
        this.unwrapped = meters.counter("sealstream.data.keys.unwrapped");
    }

    /** Opens the announced data keys of one device, all or none. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response unwrap(@Context HttpServerRequest request, InputStream body) {
        callers.require(request, Set.of(ServiceName.STORAGE));
        UnwrapCall.Order order = Bodies.read(body, UnwrapCall.Order.class);
        List<DataKey> opened = dataKeys.unwrap(order.deviceId(), order.announcements());
        unwrapped.increment(opened.size());
        try {
            return answer(opened);
        } finally {
            opened.forEach(DataKey::close);
        }
    }

    private static Response answer(List<DataKey> opened) {
        List<UnwrapCall.Key> keys =
                opened.stream().map(key -> new UnwrapCall.Key(key.id(), key.copyOfKey())).toList();
        try {
            return Answers.secret(Json.write(new UnwrapCall.Keys(keys)));
        } finally {
            keys.forEach(key -> key.key().close());
        }
    }
}
