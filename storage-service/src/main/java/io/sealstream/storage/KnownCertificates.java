package io.sealstream.storage;

import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.identity.Pem;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The certificates that a device had for its keys: one for each renewal, of which one or two were
 * valid when an event came. The others are not tried, because a path that leads nowhere costs as
 * much as one that does.
 */
final class KnownCertificates {
    private final Map<KeyId, List<Dated>> byKey = new HashMap<>();

    private record Dated(byte[] der, Instant from, Instant until) {}

    KnownCertificates(List<DeviceCertificate> known) {
        for (DeviceCertificate one : known) {
            List<Dated> ofKey = byKey.computeIfAbsent(one.keyId(), key -> new ArrayList<>());
            try {
                X509Certificate read = Pem.readCertificates(one.certificate()).getFirst();
                ofKey.add(
                        new Dated(
                                one.certificate(),
                                read.getNotBefore().toInstant(),
                                read.getNotAfter().toInstant()));
            } catch (CertificateException e) {
                // It vouches for nothing.
            }
        }
    }

    /**
     * Those of a key that were valid at that time, as far as they say themselves, as DER.
     *
     * @throws NotKnownYetException when one that was may still come
     */
    List<byte[]> of(KeyId key, Instant time) {
        List<Dated> all = byKey.getOrDefault(key, List.of());
        if (all.stream().allMatch(one -> one.until.isBefore(time))) {
            throw new NotKnownYetException("a certificate of the device is not known yet");
        }
        return all.stream()
                .filter(one -> !time.isBefore(one.from) && !time.isAfter(one.until))
                .map(Dated::der)
                .toList();
    }
}
