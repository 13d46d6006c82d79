package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import io.sealstream.storage.EventQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * A query as MongoDB takes it. A range of received times alone would have the whole stream looked
 * through, since events are in the order of their sequences. But a sequence is about the time of
 * writing: the guard lets no event in whose received time is an hour off, and the broker keeps none
 * longer than a week. So a range of times is also a wide range of sequences.
 */
final class EventFilter {
    private static final long EARLIEST_MICROS = micros(Duration.ofDays(1));
    private static final long LATEST_MICROS = micros(Duration.ofDays(30));

    private EventFilter() {}

    static Bson of(EventQuery query) {
        List<Bson> all = new ArrayList<>();
        all.add(eq("tenant", query.device().tenant()));
        all.add(eq("device", query.device().device()));
        all.add(eq("stream", query.stream().value()));
        long after = query.after();
        Instant from = query.from();
        if (from != null) {
            all.add(gte("receivedAt", Instant.ofEpochMilli(millis(from))));
            after = Math.max(after, micros(from) - EARLIEST_MICROS);
        }
        Instant to = query.to();
        if (to != null) {
            all.add(lt("receivedAt", Instant.ofEpochMilli(millis(to))));
            all.add(lt(EventDocument.SEQUENCE, micros(to) + LATEST_MICROS));
        }
        all.add(gt(EventDocument.SEQUENCE, after));
        return and(all);
    }

    /** The first millisecond at or after a time; the most or least there is for one beyond. */
    private static long millis(Instant time) {
        try {
            return time.plusNanos(999_999).toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Far from overflowing, so that it can be added to. */
    private static long micros(Instant time) {
        long most = Long.MAX_VALUE / 2000;
        return Math.clamp(millis(time), -most, most) * 1000;
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1000;
    }
}
