package io.sealstream.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Every event of a run by its number: whose it is, when it was due and what became of it. Not
 * thread-safe; the event loop owns it until the run is over.
 */
public final class Ledger {
    private static final int CHUNK = 1 << 16;
    private static final int UNDER_WAY = 1 << 4;
    private static final int STORED = 1 << 5;
    private static final int STATE = UNDER_WAY - 1;

    private record Chunk(long[] due, int[] device, byte[] state) {}

    private final List<Chunk> chunks = new ArrayList<>();
    private int size;
    private int underWay;

    /** Notes a new event; returns its number. */
    public int add(int device, long dueNanos) {
        if (size % CHUNK == 0) {
            chunks.add(new Chunk(new long[CHUNK], new int[CHUNK], new byte[CHUNK]));
        }
        Chunk chunk = chunks.getLast();
        chunk.due[size % CHUNK] = dueNanos;
        chunk.device[size % CHUNK] = device;
        chunk.state[size % CHUNK] = UNDER_WAY;
        underWay++;
        return size++;
    }

    /** Notes its answer. What was not acknowledged is not waited for. */
    public void answered(int event, DeliveryState state) {
        Chunk chunk = chunk(event);
        int kept = chunk.state[event % CHUNK] & ~STATE;
        chunk.state[event % CHUNK] = (byte) (kept | state.code());
        if (state != DeliveryState.ACKNOWLEDGED) {
            over(event);
        }
    }

    /** Notes that storage has it; false when that was known. */
    public boolean stored(int event) {
        Chunk chunk = chunk(event);
        boolean news = (chunk.state[event % CHUNK] & STORED) == 0;
        chunk.state[event % CHUNK] |= (byte) STORED;
        over(event);
        return news;
    }

    /** Nothing more is expected to happen to it. */
    public void over(int event) {
        Chunk chunk = chunk(event);
        if ((chunk.state[event % CHUNK] & UNDER_WAY) != 0) {
            chunk.state[event % CHUNK] &= (byte) ~UNDER_WAY;
            underWay--;
        }
    }

    /** Events so far. */
    public int size() {
        return size;
    }

    /** Events that are neither readable nor given up. */
    public int underWay() {
        return underWay;
    }

    /** When it was due, {@link System#nanoTime}. */
    public long due(int event) {
        return chunk(event).due[event % CHUNK];
    }

    /** The device that sent it. */
    public int device(int event) {
        return chunk(event).device[event % CHUNK];
    }

    /** What its device was told. */
    public DeliveryState state(int event) {
        return DeliveryState.ofCode(chunk(event).state[event % CHUNK] & STATE);
    }

    /** Whether storage said that it has it. */
    public boolean isStored(int event) {
        return (chunk(event).state[event % CHUNK] & STORED) != 0;
    }

    private Chunk chunk(int event) {
        return chunks.get(event / CHUNK);
    }
}
