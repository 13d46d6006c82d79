package io.sealstream.operator;

import io.sealstream.operator.OperatorException.Reason;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Registers, lists and revokes devices at vault-keys, over mutual TLS 1.3. Thread-safe. The
 * identity folder holds {@code cert.pem} (leaf, then intermediate), {@code key.pem} and the pinned
 * {@code root.pem}; a renewed identity is used at once.
 *
 * <p>Every operation throws {@link OperatorException} when it was not carried out. One that ends
 * with {@code UNAVAILABLE} may have been carried out all the same: its answer was lost.
 */
public final class OperatorClient implements AutoCloseable {
    private static final int PAGE = 500;

    private final OperatorEndpoint endpoint;

    private OperatorClient(OperatorEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Opens an identity folder for operations at {@code https://host[:port]}.
     *
     * @throws OperatorException when the folder holds no usable identity of an operator
     */
    public static OperatorClient open(Path identityFolder, URI vaultKeys) {
        if (!"https".equals(vaultKeys.getScheme()) || vaultKeys.getHost() == null) {
            throw new OperatorException(Reason.FAILED, "vault-keys is at https://host[:port]");
        }
        return new OperatorClient(new OperatorEndpoint(vaultKeys, tls(identityFolder)));
    }

    private static SSLContext tls(Path folder) {
        try {
            TlsIdentity identity = TlsIdentity.open(folder);
            if (identity.id().principal() instanceof OperatorId) {
                return identity.client(ServiceName.VAULT_KEYS, Anchors.ROOT);
            }
        } catch (IllegalStateException | CertificateException e) {
            throw new OperatorException(Reason.FAILED, String.valueOf(e.getMessage()), e);
        }
        throw new OperatorException(
                Reason.FAILED, "the identity in " + folder + " is not an operator's");
    }

    /**
     * Registers a device.
     *
     * @throws OperatorException {@code ALREADY_EXISTS} when the name is taken, also by a revoked
     *     device
     */
    public Invitation register(DeviceId device) {
        return invitation(
                device,
                endpoint.post(
                        devices(device.tenant()),
                        Map.of("device", device.device()),
                        Invited.class));
    }

    /** Makes a new one-time token for a device that is not revoked; the one before ends. */
    public Invitation newToken(DeviceId device) {
        return invitation(device, endpoint.post(path(device) + "/enrolment-token", Invited.class));
    }

    /** One device as it is now. */
    public DeviceState device(DeviceId device) {
        return of(device, endpoint.get(path(device), DeviceState.class));
    }

    /**
     * Revokes a device for good. When this returns it is on disk; the other services learn it
     * within a second. Doing it again changes nothing.
     */
    public DeviceState revoke(DeviceId device) {
        return of(device, endpoint.post(path(device) + "/revocation", DeviceState.class));
    }

    /**
     * A page of a tenant's devices.
     *
     * @param after the {@code next} of the page before, null for the first page
     * @param limit devices at most, 1 to 1000
     * @throws io.sealstream.protocol.InvalidIdentifierException when {@code tenant} is not a name
     */
    public DevicePage page(String tenant, @Nullable String after, int limit) {
        String cursor =
                after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return endpoint.get(
                devices(checked(tenant)) + "?limit=" + limit + cursor, DevicePage.class);
    }

    /** Hands every device of a tenant to {@code sink}, page by page. */
    public void devices(String tenant, Consumer<DeviceState> sink) {
        DevicePage page = page(tenant, null, PAGE);
        page.devices().forEach(sink);
        while (page.next() != null) {
            page = page(tenant, page.next(), PAGE);
            page.devices().forEach(sink);
        }
    }

    private static String devices(String tenant) {
        return "/v1/tenants/" + tenant + "/devices";
    }

    private static String path(DeviceId device) {
        return devices(device.tenant()) + "/" + device.device();
    }

    /**
     * A device of the tenant can be named only if the tenant can: no other text gets into a path.
     */
    private static String checked(String tenant) {
        return new DeviceId(tenant, "any").tenant();
    }

    private static DeviceState of(DeviceId asked, DeviceState answered) {
        requireSame(asked, answered.id());
        return answered;
    }

    private static Invitation invitation(DeviceId asked, Invited answered) {
        requireSame(asked, new DeviceId(answered.tenant(), answered.device()));
        return new Invitation(
                asked, new EnrolmentToken(answered.enrolmentToken()), answered.expiresAt());
    }

    private static void requireSame(DeviceId asked, DeviceId answered) {
        if (!asked.equals(answered)) {
            throw new OperatorException(Reason.FAILED, "vault-keys answered for another device");
        }
    }

    /** The answer that holds a token. */
    private record Invited(String tenant, String device, String enrolmentToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "Invited[redacted]";
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
