package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** What a mount has signed, and what of it was revoked. */
final class Issued {
    private static final Duration CRL_LIFETIME = Duration.ofDays(3);

    private final Storage storage;

    Issued(Storage storage) {
        this.storage = storage.below("certs/");
    }

    /** A stored certificate; {@code revoked} in Unix seconds, 0 = never. */
    record Entry(String pem, long revoked) {}

    static String serial(X509Certificate certificate) {
        return HexFormat.ofDelimiter(":").formatHex(certificate.getSerialNumber().toByteArray());
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.write(List.of(certificate)).strip();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }

    void store(X509Certificate certificate) {
        storage.put(serial(certificate), new Entry(pem(certificate), 0));
    }

    Map<String, Object> read(String serial) {
        Entry entry = find(serial).orElseThrow(Refusal::notFound);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("certificate", entry.pem());
        data.put("revocation_time", entry.revoked());
        return data;
    }

    Map<String, Object> revoke(String serial) {
        Entry entry = require(serial);
        long at = entry.revoked() == 0 ? Instant.now().getEpochSecond() : entry.revoked();
        storage.put(normal(serial), new Entry(entry.pem(), at));
        return Map.of(
                "revocation_time",
                at,
                "revocation_time_rfc3339",
                Instant.ofEpochSecond(at).toString(),
                "state",
                "revoked");
    }

    byte[] crl(Authority authority) {
        Instant now = Instant.now();
        Signer.Issuer issuer = Signer.Issuer.of(authority);
        X509v2CRLBuilder crl = new X509v2CRLBuilder(issuer.name(), Date.from(now));
        crl.setNextUpdate(Date.from(now.plus(CRL_LIFETIME)));
        for (String serial : storage.list("")) {
            Entry entry = require(serial);
            if (entry.revoked() != 0) {
                crl.addCRLEntry(
                        number(serial), Date.from(Instant.ofEpochSecond(entry.revoked())), 0);
            }
        }
        try {
            return crl.build(Signer.signer(issuer.key())).getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a revocation list cannot be built", e);
        }
    }

    private Entry require(String serial) {
        return find(serial)
                .orElseThrow(
                        () -> Refusal.badRequest("certificate with that serial number not found"));
    }

    private Optional<Entry> find(String serial) {
        return storage.get(normal(serial), Entry.class);
    }

    private static String normal(String serial) {
        return serial.replace('-', ':').toLowerCase(Locale.ROOT);
    }

    private static BigInteger number(String serial) {
        return new BigInteger(HexFormat.ofDelimiter(":").parseHex(serial));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
