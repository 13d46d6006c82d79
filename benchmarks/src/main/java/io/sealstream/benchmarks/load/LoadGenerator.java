package io.sealstream.benchmarks.load;

import io.netty.channel.nio.NioEventLoopGroup;
import io.sealstream.benchmarks.enrol.EnrolledDevice;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends events from many devices at a pace. One event loop does everything; what is called from
 * elsewhere is handed to it.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final long TICK_MILLIS = 1;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<DeviceConnection> connections = new ArrayList<>();
    private final ArrayDeque<Integer> idle = new ArrayDeque<>();
    private final BitSet connected = new BitSet();
    private final Ledger ledger = new Ledger();
    private final List<Window> windows = new ArrayList<>();
    private final EventMaker events;
    private @Nullable Pace pace;
    private long paceStarted;
    private long due;

    /**
     * Prepares one connection for each device.
     *
     * @param root what the endpoint's chain must lead to
     */
    public LoadGenerator(
            URI address,
            String trustDomain,
            List<X509Certificate> root,
            String stream,
            List<EnrolledDevice> devices,
            EventMaker events)
            throws GeneralSecurityException {
        this.events = events;
        Endpoint target = new Endpoint(loop, address);
        for (EnrolledDevice device : devices) {
            connections.add(
                    new DeviceConnection(
                            connections.size(),
                            new SimulatedDevice(device, target.authority(), stream),
                            target,
                            TlsContexts.client(
                                    device.pair().getPrivate(),
                                    List.of(device.certificate()),
                                    root,
                                    new SpiffeId(trustDomain, ServiceName.INGEST)),
                            new Progress()));
        }
    }

    /** Opens all connections. */
    public void connect() {
        loop.execute(() -> connections.forEach(DeviceConnection::connect));
        var _ =
                loop.scheduleWithFixedDelay(
                        this::pump, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Devices that are connected and have an epoch. */
    public int connected() throws InterruptedException {
        return ask(connected::cardinality);
    }

    /** Sends at a pace from now on; null sends nothing more. */
    public void pace(@Nullable Pace next) throws InterruptedException {
        ask(() -> {
            pace = next;
            paceStarted = System.nanoTime();
            due = 0;
            return due;
        });
    }

    /** Begins to count. */
    public Window begin() throws InterruptedException {
        return ask(() -> {
            Window window = new Window(System.nanoTime());
            windows.add(window);
            return window;
        });
    }

    /** Ends counting. Latencies of events that were due before still go in. */
    public void end(Window window) throws InterruptedException {
        ask(() -> {
            window.end(System.nanoTime());
            return window;
        });
    }

    /** Events that are neither readable nor given up. */
    public int underWay() throws InterruptedException {
        return ask(ledger::underWay);
    }

    /** Storage has written events; {@code at} turns wall-clock milliseconds into nano time. */
    public void stored(List<EventId> ids, List<Long> wallMillis, LongUnaryOperator at) {
        loop.execute(() -> {
            for (int i = 0; i < ids.size(); i++) {
                int event = events.number(ids.get(i));
                if (event >= 0 && ledger.stored(event)) {
                    long moment = at.applyAsLong(wallMillis.get(i));
                    long dueAt = ledger.due(event);
                    windows.forEach(window -> window.stored(dueAt, moment));
                }
            }
            pump();
        });
    }

    /** The guard has refused events. */
    public void rejected(List<EventId> ids) {
        loop.execute(() ->
                ids.stream()
                        .mapToInt(events::number)
                        .filter(event -> event >= 0)
                        .forEach(ledger::over));
    }

    /** The ledger; for use once nothing is sent any more. */
    public Ledger ledger() throws InterruptedException {
        return ask(() -> ledger);
    }

    private void pump() {
        switch (pace) {
            case null -> {}
            case Pace.AsFastAsReadable(int limit) -> {
                while (!idle.isEmpty() && ledger.underWay() < limit) {
                    send(System.nanoTime());
                }
            }
            case Pace.Fixed(double perSecond) -> {
                long now = System.nanoTime();
                while (!idle.isEmpty() && dueAt(perSecond) - now <= 0) {
                    send(dueAt(perSecond));
                    due++;
                }
            }
        }
    }

    private long dueAt(double perSecond) {
        return paceStarted + (long) (due / perSecond * 1e9);
    }

    private void send(long dueNanos) {
        int device = idle.removeFirst();
        int event = ledger.add(device, dueNanos);
        connections.get(device).send(event, events.id(event).toString(), events.content(event));
    }

    private <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return loop.submit(question).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load generator failed", e.getCause());
        }
    }

    private final class Progress implements DeviceConnection.Listener {
        @Override
        public void free(int device) {
            connected.set(device);
            if (!idle.contains(device)) {
                idle.addLast(device);
            }
            pump();
        }

        @Override
        public void gone(int device) {
            connected.clear(device);
            idle.remove(device);
        }

        @Override
        public void answered(int event, int status) {
            DeliveryState state = DeliveryState.of(status);
            ledger.answered(event, state);
            long now = System.nanoTime();
            long dueAt = ledger.due(event);
            String answer = status == 0 ? "connection lost" : String.valueOf(status);
            windows.forEach(window ->
                    window.answered(dueAt, now, answer, state == DeliveryState.ACKNOWLEDGED));
        }
    }

    @Override
    public void close() {
        pace = null;
        connections.forEach(DeviceConnection::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
