package io.sealstream.guard.window;

import io.sealstream.guard.window.ReplayWindows.Accepted;
import io.sealstream.protocol.nonce.Epoch;
import io.sealstream.protocol.nonce.VerifiedNonce;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link ReplayWindows}, network order:
 *
 * <pre>
 * state    = ver(1) = 1, windows(1) = 0..2, floor(12), window * windows (current first),
 *            count(1) = 0..64, accepted * count (oldest first)
 * window   = epoch(12), highest(8), map(128)      ; bit n mod 1024
 * accepted = which(1 bit: 0 current, 1 previous) offset(15 bit: highest - n), digestPrefix(8)
 * epoch    = issuedMs(6), rnd(6)
 * </pre>
 *
 * At most 1 + 1 + 12 + 2 * 148 + 1 + 64 * 10 = 951 bytes. Reading refuses what writing cannot give.
 */
final class ReplayWindowsCodec {
    private static final int VERSION = 1;
    private static final int WINDOW = 12 + 8 + Window.SIZE / 8;
    private static final int ENTRY = 10;
    private static final int PREVIOUS = 0x8000;

    private ReplayWindowsCodec() {}

    static byte[] encode(ReplayWindows state) {
        List<Window> windows = new ArrayList<>(2);
        state.current().ifPresent(windows::add);
        state.previous().ifPresent(windows::add);
        int size = 15 + WINDOW * windows.size() + ENTRY * state.accepted().size();
        ByteBuffer out = ByteBuffer.allocate(size).put((byte) VERSION).put((byte) windows.size());
        state.floor().write(out);
        windows.forEach(window -> window(out, window));
        out.put((byte) state.accepted().size());
        state.accepted().forEach(entry -> accepted(out, entry, windows));
        return out.array();
    }

    static ReplayWindows decode(byte[] bytes) {
        try {
            ReplayWindows state = read(ByteBuffer.wrap(bytes));
            if (Arrays.equals(encode(state), bytes)) {
                return state;
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a replay window ends too early", e);
        }
        throw new IllegalArgumentException("a replay window has another encoding");
    }

    private static ReplayWindows read(ByteBuffer in) {
        require(in.get() == VERSION, "version");
        int count = in.get();
        require(count >= 0 && count <= 2, "number of windows");
        Epoch floor = Epoch.read(in);
        Window current = count > 0 ? window(in) : null;
        Window previous = count > 1 ? window(in) : null;
        require(current == null || floor.compareTo(current.epoch()) < 0, "floor");
        require(previous == null || floor.compareTo(previous.epoch()) < 0, "floor");
        require(
                previous == null
                        || (current != null && previous.epoch().compareTo(current.epoch()) < 0),
                "order of windows");
        int entries = in.get();
        require(entries >= 0 && entries <= ReplayWindows.REMEMBERED, "number of nonces");
        List<Accepted> accepted = new ArrayList<>(ReplayWindows.REMEMBERED);
        for (int i = 0; i < entries; i++) {
            accepted.add(accepted(in, current, previous));
        }
        return new ReplayWindows(floor, current, previous, accepted);
    }

    private static void window(ByteBuffer out, Window window) {
        window.epoch().write(out);
        out.putLong(window.highest());
        for (long word : window.map()) {
            out.putLong(word);
        }
    }

    private static Window window(ByteBuffer in) {
        Epoch epoch = Epoch.read(in);
        long highest = in.getLong();
        require(highest >= 0 && highest <= VerifiedNonce.MAX_COUNTER, "counter");
        long[] map = new long[Window.WORDS];
        for (int i = 0; i < map.length; i++) {
            map[i] = in.getLong();
        }
        Window window = new Window(epoch, highest, map);
        require(window.used(highest), "highest counter");
        return window;
    }

    private static void accepted(ByteBuffer out, Accepted entry, List<Window> windows) {
        int which = windows.getFirst().epoch().equals(entry.nonce().epoch()) ? 0 : 1;
        long offset = windows.get(which).highest() - entry.nonce().counter();
        out.putShort((short) (which * PREVIOUS | (int) offset)).putLong(entry.digestPrefix());
    }

    private static Accepted accepted(
            ByteBuffer in, @Nullable Window current, @Nullable Window previous) {
        int reference = in.getShort() & 0xffff;
        Window window = (reference & PREVIOUS) == 0 ? current : previous;
        if (window == null) {
            throw new IllegalArgumentException("a replay window has no such epoch");
        }
        long counter = window.highest() - (reference & (PREVIOUS - 1));
        require(counter >= 0 && !window.isTooOld(counter) && window.used(counter), "nonce");
        return new Accepted(new VerifiedNonce(window.epoch(), counter), in.getLong());
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("a replay window has a wrong " + what);
        }
    }
}
