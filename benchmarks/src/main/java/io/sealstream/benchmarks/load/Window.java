package io.sealstream.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is counted between two moments. Rates count what happened in between; latencies are those of
 * events that were <em>due</em> in between, whenever the answer came, and count from the moment an
 * event was due, not from when there was a free connection to send it: a system that stalls cannot
 * hide the events it kept from being sent (coordinated omission).
 */
public final class Window {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final long from;
    private long to = Long.MAX_VALUE;
    private final Histogram accepted = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram readable = new Histogram(HIGHEST_MICROS, 3);
    private final Map<String, Long> answers = new TreeMap<>();
    private long acknowledged;
    private long stored;

    Window(long from) {
        this.from = from;
    }

    void end(long now) {
        to = now;
    }

    void answered(long due, long now, String answer, boolean accept) {
        if (contains(now)) {
            answers.merge(answer, 1L, Long::sum);
            acknowledged += accept ? 1 : 0;
        }
        if (accept && contains(due)) {
            record(accepted, now - due);
        }
    }

    void stored(long due, long at) {
        stored += contains(at) ? 1 : 0;
        if (contains(due)) {
            record(readable, at - due);
        }
    }

    private boolean contains(long moment) {
        return moment - from >= 0 && moment - to < 0;
    }

    private static void record(Histogram histogram, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
        histogram.recordValue(Math.min(micros, HIGHEST_MICROS));
    }

    /** Seconds from begin to end. */
    public double seconds() {
        return (to - from) / 1e9;
    }

    /** Events that were acknowledged in between. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Events that storage had written in between. */
    public long stored() {
        return stored;
    }

    /** How often each answer came in between. */
    public Map<String, Long> answers() {
        return Map.copyOf(answers);
    }

    /** Microseconds from due to accepted. */
    public Histogram accepted() {
        return accepted;
    }

    /** Microseconds from due to readable. */
    public Histogram readable() {
        return readable;
    }
}
