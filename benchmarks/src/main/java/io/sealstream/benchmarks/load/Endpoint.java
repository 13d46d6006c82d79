package io.sealstream.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Opens connections to the device endpoint: TLS 1.3, HTTP/1.1, kept alive. */
final class Endpoint {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final EventLoopGroup loop;
    private final URI address;

    Endpoint(EventLoopGroup loop, URI address) {
        this.loop = loop;
        this.address = address;
    }

    /** Host and port as requests name them. */
    String authority() {
        return address.getHost() + ":" + address.getPort();
    }

    /** Runs something on the event loop after a while. */
    void later(Runnable what, long millis) {
        if (!loop.isShuttingDown()) {
            var _ = loop.schedule(what, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Connects; {@code answers} receives the responses. */
    ChannelFuture connect(SSLContext identity, ChannelHandler answers) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                SSLEngine engine =
                                        identity.createSSLEngine(
                                                address.getHost(), address.getPort());
                                engine.setUseClientMode(true);
                                channel.pipeline()
                                        .addLast(
                                                new SslHandler(engine),
                                                new HttpClientCodec(),
                                                new HttpObjectAggregator(LARGEST_ANSWER),
                                                answers);
                            }
                        })
                .connect(address.getHost(), address.getPort());
    }
}
