package io.sealstream.protocol.calls;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ingest asks vault-keys for devices' certificates. */
public final class EnrolmentCalls {
    /** GET: the certificates above devices' own, as {@link Certificates}. */
    public static final String CA_CERTIFICATES = "/v1/ca-certificates";

    /** POST: {@link Enrolment} to {@link Issued}. */
    public static final String ENROLMENTS = "/v1/enrolments";

    /** POST: {@link TokenEnrolment} to {@link Issued}. */
    public static final String TOKEN_ENROLMENTS = "/v1/enrolments/by-token";

    /** POST: {@link Renewal} to {@link Issued}. */
    public static final String RENEWALS = "/v1/renewals";

    private EnrolmentCalls() {}

    /**
     * First enrolment, signed with the one-time token.
     *
     * @param signature the device's, over the request, see {@link
     *     io.sealstream.protocol.signature.EnrolmentSignature}
     * @param csr PKCS #10, DER
     */
    public record Enrolment(String tenant, String device, SignatureHeaders signature, byte[] csr) {
        public Enrolment {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(device);
            Objects.requireNonNull(signature);
            Objects.requireNonNull(csr);
        }

        /** The device that the certificate is for. */
        public DeviceId deviceId() {
            return new DeviceId(tenant, device);
        }
    }

    /**
     * First enrolment by a client that shows the token itself, where the tenant allows it.
     *
     * @param token the device's one-time token, secret
     * @param csr PKCS #10, DER
     */
    public record TokenEnrolment(String tenant, String device, String token, byte[] csr) {
        public TokenEnrolment {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(device);
            Objects.requireNonNull(token);
            Objects.requireNonNull(csr);
        }

        /** The device that the certificate is for. */
        public DeviceId deviceId() {
            return new DeviceId(tenant, device);
        }

        @Override
        public String toString() {
            return "TokenEnrolment[redacted]";
        }
    }

    /**
     * Renewal.
     *
     * @param signature the device's, by a key it has; null when the request is for a key it has
     *     already, which the request itself proves
     * @param csr PKCS #10, DER
     */
    public record Renewal(
            String tenant, String device, @Nullable SignatureHeaders signature, byte[] csr) {
        public Renewal {
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(device);
            Objects.requireNonNull(csr);
        }

        /** The device that the certificate is for. */
        public DeviceId deviceId() {
            return new DeviceId(tenant, device);
        }
    }

    /**
     * What was issued. The certificates above it are asked for with {@link #CA_CERTIFICATES}: EST
     * answers an enrolment with the issued certificate alone (RFC 7030, section 4.2.3).
     *
     * @param certificate the device's own, DER
     */
    public record Issued(byte[] certificate) {
        public Issued {
            Objects.requireNonNull(certificate);
        }
    }

    /**
     * The certificates above devices' own.
     *
     * @param certificates DER: tenant intermediate, root
     */
    public record Certificates(List<byte[]> certificates) {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }
}
