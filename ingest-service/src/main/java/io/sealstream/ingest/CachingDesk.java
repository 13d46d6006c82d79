package io.sealstream.ingest;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the CA certificates for a minute: anybody may ask for them, and vault-keys is asked once
 * for all who ask at the same time. A failure is not kept.
 */
public final class CachingDesk implements EnrolmentDesk {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final String ALL = "all";

    private final EnrolmentDesk desk;
    private final AsyncCache<String, List<byte[]>> certificates;

    /**
     * Wraps a desk.
     *
     * @param blocking where the desk is asked
     */
    public CachingDesk(EnrolmentDesk desk, Executor blocking) {
        this.desk = desk;
        this.certificates =
                Caffeine.newBuilder().executor(blocking).expireAfterWrite(KEPT).buildAsync();
    }

    @Override
    public List<byte[]> caCertificates() {
        return certificates.get(ALL, all -> desk.caCertificates()).join();
    }

    @Override
    public byte[] enrol(DeviceId device, SignatureHeaders signature, byte[] csr) {
        return desk.enrol(device, signature, csr);
    }

    @Override
    public byte[] enrol(DeviceId device, String token, byte[] csr) {
        return desk.enrol(device, token, csr);
    }

    @Override
    public byte[] renew(DeviceId device, @Nullable SignatureHeaders signature, byte[] csr) {
        return desk.renew(device, signature, csr);
    }
}
