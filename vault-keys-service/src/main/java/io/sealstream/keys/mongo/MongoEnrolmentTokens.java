package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.sealstream.keys.devices.EnrolmentTokens;
import io.sealstream.keys.devices.TokenHash;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.servicekit.documents.Documents;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Tokens in the collection {@code enrolmentTokens}: {@code { _id: "tenant/device", hash: binary,
 * expiresAt: date, usedWith: key id, usedAtVersion: long }}. The last two are absent while a token
 * waits.
 */
public final class MongoEnrolmentTokens implements EnrolmentTokens {
    private static final String COLLECTION = "enrolmentTokens";
    private static final String USED_WITH = "usedWith";
    private static final String USED_AT_VERSION = "usedAtVersion";

    private final Documents documents;

    public MongoEnrolmentTokens(Documents documents) {
        this.documents = documents;
    }

    @Override
    public void put(DeviceId device, TokenHash hash, Instant expiresAt) {
        Document document =
                new Document("_id", device.key())
                        .append("hash", new Binary(hash.value()))
                        .append("expiresAt", Date.from(expiresAt));
        documents.with(
                COLLECTION,
                tokens ->
                        tokens.replaceOne(
                                Filters.eq(device.key()),
                                document,
                                new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<Kept> find(DeviceId device) {
        return documents.with(
                COLLECTION,
                tokens ->
                        Optional.ofNullable(tokens.find(Filters.eq(device.key())).first())
                                .map(MongoEnrolmentTokens::read));
    }

    private static Kept read(Document document) {
        String usedWith = document.getString(USED_WITH);
        return new Kept(
                new TokenHash(document.get("hash", Binary.class).getData()),
                document.getDate("expiresAt").toInstant(),
                usedWith == null ? null : new KeyId(usedWith),
                usedWith == null ? 0 : document.getLong(USED_AT_VERSION));
    }

    @Override
    public boolean use(DeviceId device, TokenHash hash, KeyId key, long version, Instant now) {
        // One findAndModify: of two enrolments with different keys that race, one finds the
        // document as it wants it.
        return documents.with(
                COLLECTION,
                tokens ->
                        tokens.findOneAndUpdate(
                                        usable(device, hash, key, now),
                                        Updates.combine(
                                                Updates.set(USED_WITH, key.value()),
                                                Updates.min(USED_AT_VERSION, version)))
                                != null);
    }

    private static Bson usable(DeviceId device, TokenHash hash, KeyId key, Instant now) {
        return Filters.and(
                Filters.eq(device.key()),
                Filters.eq("hash", new Binary(hash.value())),
                Filters.gt("expiresAt", Date.from(now)),
                Filters.or(Filters.exists(USED_WITH, false), Filters.eq(USED_WITH, key.value())));
    }

    @Override
    public void discard(DeviceId device) {
        documents.with(COLLECTION, tokens -> tokens.deleteOne(Filters.eq(device.key())));
    }
}
