package io.sealstream.benchmarks.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.sealstream.benchmarks.enrol.EnrolledDevice;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * Writes a device's requests. Signs with BoringSSL, seven times cheaper than the JDK here, because
 * on this machine the devices' work is taken from the system's share.
 */
final class SimulatedDevice {
    private static final Provider PROVIDER = Conscrypt.newProvider();
    private static final String TYPE = "application/octet-stream";

    private final EventSigner signer;
    private final String authority;
    private final String path;
    private @Nullable String epoch;
    private long counter;

    SimulatedDevice(EnrolledDevice device, String authority, String stream)
            throws GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("EC", PROVIDER)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(device.pair().getPrivate().getEncoded()));
        DeviceKey publicKey =
                DeviceKey.ofSubjectPublicKeyInfo(device.pair().getPublic().getEncoded());
        this.signer = EventSigner.with(PROVIDER, key, publicKey);
        this.authority = authority;
        this.path = "/v1/streams/" + stream;
    }

    /** Goes on with an epoch of the platform's. */
    void start(String fresh) {
        epoch = fresh;
        counter = 0;
    }

    FullHttpRequest askForEpoch() {
        return request(HttpMethod.GET, "/v1/epoch", new byte[0]);
    }

    FullHttpRequest event(String id, byte[] content) {
        if (epoch == null) {
            throw new IllegalStateException("a device has no epoch yet");
        }
        String digest = EventMaker.digest(content);
        String key = "\"" + id + "\"";
        SignatureHeaders signature =
                signer.sign(
                        new CoveredRequest("POST", authority, path, "?", TYPE, digest, key, null),
                        epoch + "." + counter++);
        FullHttpRequest request = request(HttpMethod.POST, path, content);
        request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, TYPE)
                .set("content-digest", digest)
                .set("idempotency-key", key)
                .set("signature-input", signature.signatureInput())
                .set("signature", signature.signature());
        return request;
    }

    private FullHttpRequest request(HttpMethod method, String target, byte[] content) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, method, target, Unpooled.wrappedBuffer(content));
        HttpHeaders headers = request.headers().set(HttpHeaderNames.HOST, authority);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        return request;
    }
}
