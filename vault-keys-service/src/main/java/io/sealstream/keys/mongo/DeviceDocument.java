package io.sealstream.keys.mongo;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.KeyId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A device as a document:
 *
 * <pre>
 * { _id: "tenant/device", tenant, device, status, statusSince: date, version: long,
 *   publishedVersion: long, pending: bool (version is not published yet),
 *   keys: [{ keyId, publicKey: binary, certificate: binary, notAfter: date, endedAt: date or
 *          absent }],
 *   envelopeKey: { id, suite: int, publicKey: binary } or absent }
 * </pre>
 *
 * {@code pending} says what {@code version > publishedVersion} says, in a form an index can find.
 */
final class DeviceDocument {
    private DeviceDocument() {}

    /** The fields a change sets; {@code publishedVersion} is the relay's. */
    static Document changed(DeviceState device) {
        return new Document("tenant", device.tenant())
                .append("device", device.device())
                .append("status", device.status().name())
                .append("statusSince", Date.from(device.statusSince()))
                .append("version", device.version())
                .append("pending", true)
                .append("keys", device.keys().stream().map(DeviceDocument::write).toList())
                .append("envelopeKey", write(device.envelopeKey()));
    }

    static DeviceState read(Document document) {
        return new DeviceState(
                document.getLong("version"),
                document.getString("tenant"),
                document.getString("device"),
                Status.valueOf(document.getString("status")),
                document.getDate("statusSince").toInstant(),
                document.getList("keys", Document.class, List.of()).stream()
                        .map(DeviceDocument::readKey)
                        .toList(),
                readEnvelopeKey(document.get("envelopeKey", Document.class)));
    }

    private static Document write(IdentityKey key) {
        return new Document("keyId", key.keyId().value())
                .append("publicKey", new Binary(key.publicKey()))
                .append("certificate", new Binary(key.certificate()))
                .append("notAfter", Date.from(key.notAfter()))
                .append("endedAt", key.endedAt() == null ? null : Date.from(key.endedAt()));
    }

    private static IdentityKey readKey(Document key) {
        Instant notAfter = key.getDate("notAfter").toInstant();
        Date endedAt = key.getDate("endedAt");
        return new IdentityKey(
                new KeyId(key.getString("keyId")),
                key.get("publicKey", Binary.class).getData(),
                key.get("certificate", Binary.class).getData(),
                notAfter,
                endedAt == null ? null : endedAt.toInstant());
    }

    private static @Nullable Document write(@Nullable EnvelopeKey key) {
        return key == null
                ? null
                : new Document("id", key.id().toString())
                        .append("suite", key.suite())
                        .append("publicKey", new Binary(key.publicKey()));
    }

    private static @Nullable EnvelopeKey readEnvelopeKey(@Nullable Document key) {
        return key == null
                ? null
                : new EnvelopeKey(
                        EnvelopeKeyId.parse(key.getString("id")),
                        key.getInteger("suite"),
                        key.get("publicKey", Binary.class).getData());
    }
}
