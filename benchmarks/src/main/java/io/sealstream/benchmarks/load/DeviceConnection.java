package io.sealstream.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One device's connection: one request at a time, an epoch first, and connected again when it is
 * lost. Runs on the event loop.
 */
final class DeviceConnection {
    private static final String EPOCH = "device-epoch";
    private static final long AGAIN_MILLIS = 500;

    /** What the endpoint asks for in Retry-After. */
    private static final long RETRY_AFTER_MILLIS = 2000;

    private static final int NOTHING = -1;

    /** What a connection tells. */
    interface Listener {
        /** The device can send its next event. */
        void free(int device);

        /** The device has lost its connection. */
        void gone(int device);

        /** An event was answered, with status 0 when the connection was lost. */
        void answered(int event, int status);
    }

    private final int number;
    private final SimulatedDevice device;
    private final Endpoint endpoint;
    private final SSLContext identity;
    private final Listener listener;
    private @Nullable Channel channel;
    private int event = NOTHING;
    private boolean started;
    private boolean closed;

    DeviceConnection(
            int number,
            SimulatedDevice device,
            Endpoint endpoint,
            SSLContext identity,
            Listener listener) {
        this.number = number;
        this.device = device;
        this.endpoint = endpoint;
        this.identity = identity;
        this.listener = listener;
    }

    void connect() {
        var _ =
                endpoint.connect(identity, new Answers())
                        .addListener(done -> {
                            if (!done.isSuccess()) {
                                lost();
                            }
                        });
    }

    /** Sends an event; the device must be free. */
    void send(int newEvent, String id, byte[] content) {
        event = newEvent;
        write(device.event(id, content));
    }

    private void write(FullHttpRequest request) {
        Channel open = channel;
        if (open == null) {
            ReferenceCountUtil.release(request);
            unanswered();
        } else {
            var _ = open.writeAndFlush(request, open.voidPromise());
        }
    }

    private void received(FullHttpResponse response) {
        int status = response.status().code();
        int answered = event;
        event = NOTHING;
        String epoch = response.headers().get(EPOCH);
        if (epoch != null && (!started || status == 400)) {
            device.start(epoch);
            started = true;
        }
        if (answered != NOTHING) {
            listener.answered(answered, status);
        }
        if (!started) {
            endpoint.later(() -> write(device.askForEpoch()), RETRY_AFTER_MILLIS);
        } else if (status == 429 || status / 100 == 5) {
            endpoint.later(this::free, RETRY_AFTER_MILLIS);
        } else {
            free();
        }
    }

    /** Says so if it still is: in the meantime the connection may have been lost. */
    private void free() {
        if (channel != null && started && event == NOTHING) {
            listener.free(number);
        }
    }

    private void unanswered() {
        if (event != NOTHING) {
            int lostEvent = event;
            event = NOTHING;
            listener.answered(lostEvent, 0);
        }
    }

    private void lost() {
        channel = null;
        started = false;
        unanswered();
        listener.gone(number);
        if (!closed) {
            endpoint.later(this::connect, AGAIN_MILLIS);
        }
    }

    void close() {
        closed = true;
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            received(response);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object happened) {
            if (happened instanceof SslHandshakeCompletionEvent shaken && shaken.isSuccess()) {
                channel = ctx.channel();
                write(device.askForEpoch());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            lost();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var _ = ctx.close();
        }
    }
}
