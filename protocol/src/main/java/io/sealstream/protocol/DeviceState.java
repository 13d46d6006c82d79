package io.sealstream.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the platform knows of a device: the value of the compacted topic {@code device.state.v1}.
 *
 * @param version counts the changes of this device, from 1
 * @param tenant tenant name
 * @param device device name
 * @param status whether it may send
 * @param statusSince when the status last changed
 * @param keys identity keys, newest first; those that ended stay as long as events that they signed
 *     may wait to be judged
 * @param envelopeKey public key that ingest encapsulates data keys to; absent before enrolment
 */
public record DeviceState(
        long version,
        String tenant,
        String device,
        Status status,
        Instant statusSince,
        List<IdentityKey> keys,
        @Nullable EnvelopeKey envelopeKey) {

    /** Life cycle of a device. */
    public enum Status {
        /** Known, but has no identity yet. */
        REGISTERED,
        ACTIVE,
        REVOKED
    }

    /**
     * A key the device signs and authenticates with.
     *
     * @param keyId thumbprint
     * @param publicKey X.509 SubjectPublicKeyInfo, DER
     * @param certificate the newest certificate for it, DER
     * @param notAfter end of that certificate
     * @param endedAt when the key was replaced, by the clock of vault-keys; null while it counts
     */
    public record IdentityKey(
            KeyId keyId,
            byte[] publicKey,
            byte[] certificate,
            Instant notAfter,
            @Nullable Instant endedAt) {
        public IdentityKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(notAfter, "notAfter");
        }

        /** Whether it may be used now: it was not replaced, and its certificate has not expired. */
        public boolean isLive(Instant now) {
            return endedAt == null && !now.isAfter(notAfter);
        }

        /**
         * Whether what it signed and the broker took at that time counts, however late it is
         * judged. A key that was replaced has no grace: in doubt its end was first.
         *
         * @param grace how long after the certificate's end a record may have been appended
         */
        public boolean countedAt(Instant appendedAt, Duration grace) {
            return !appendedAt.isAfter(notAfter.plus(grace))
                    && (endedAt == null || appendedAt.isBefore(endedAt));
        }

        /** The same, ended; an earlier end stays. */
        public IdentityKey ended(Instant at) {
            Instant end = endedAt == null ? at : endedAt;
            return new IdentityKey(keyId, publicKey, certificate, notAfter, end);
        }
    }

    /**
     * The public half of an envelope key pair.
     *
     * @param id its name
     * @param suite suite number, see {@code protocol.seal.EnvelopeSuite}
     * @param publicKey as the suite's KEM serialises it
     */
    public record EnvelopeKey(EnvelopeKeyId id, int suite, byte[] publicKey) {
        public EnvelopeKey {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(publicKey, "publicKey");
        }
    }

    public DeviceState {
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusSince, "statusSince");
        keys = List.copyOf(keys);
    }

    /** The device's name. */
    public DeviceId id() {
        return new DeviceId(tenant, device);
    }

    /** Finds one of the device's keys. */
    public Optional<IdentityKey> key(KeyId keyId) {
        return keys.stream().filter(k -> k.keyId().equals(keyId)).findFirst();
    }
}
