package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.sealstream.keys.devices.EnrolmentTokens;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.servicekit.documents.Documents;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the collection {@code enrolmentTokens}: {@code { _id: "tenant/device", publicKey:
 * binary (SubjectPublicKeyInfo), expiresAt: date, usedWith: key id, usedAt: envelope key id }}. The
 * last two are absent while a token waits, the last also for a device that had no envelope key.
 */
public final class MongoEnrolmentTokens implements EnrolmentTokens {
    private static final String COLLECTION = "enrolmentTokens";
    private static final String USED_WITH = "usedWith";
    private static final String USED_AT = "usedAt";
    private static final String PUBLIC_KEY = "publicKey";

    private final Documents documents;

    public MongoEnrolmentTokens(Documents documents) {
        this.documents = documents;
    }

    @Override
    public void put(DeviceId device, DeviceKey token, Instant expiresAt) {
        Document document =
                new Document("_id", device.key())
                        .append(PUBLIC_KEY, new Binary(token.subjectPublicKeyInfo()))
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
        String usedAt = document.getString(USED_AT);
        return new Kept(
                key(document.get(PUBLIC_KEY, Binary.class).getData()),
                document.getDate("expiresAt").toInstant(),
                usedWith == null ? null : new KeyId(usedWith),
                usedAt == null ? null : EnvelopeKeyId.parse(usedAt));
    }

    private static DeviceKey key(byte[] publicKey) {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(publicKey);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a token's document holds an unusable key", e);
        }
    }

    /**
     * Two steps, each atomic: of first uses with different keys that race, one finds the token
     * unused; whoever does not may have the same key. What the first use recorded stays.
     */
    @Override
    public boolean use(
            DeviceId device,
            DeviceKey token,
            KeyId key,
            @Nullable EnvelopeKeyId envelopeKey,
            Instant now) {
        Bson valid =
                Filters.and(
                        Filters.eq(device.key()),
                        Filters.eq(PUBLIC_KEY, new Binary(token.subjectPublicKeyInfo())),
                        Filters.gt("expiresAt", Date.from(now)));
        Bson unused = Filters.and(valid, Filters.exists(USED_WITH, false));
        Bson usedWithIt = Filters.and(valid, Filters.eq(USED_WITH, key.value()));
        return documents.with(
                COLLECTION,
                tokens ->
                        tokens.findOneAndUpdate(unused, firstUse(key, envelopeKey)) != null
                                || tokens.find(usedWithIt).first() != null);
    }

    private static Bson firstUse(KeyId key, @Nullable EnvelopeKeyId envelopeKey) {
        Bson usedWith = Updates.set(USED_WITH, key.value());
        return envelopeKey == null
                ? usedWith
                : Updates.combine(usedWith, Updates.set(USED_AT, envelopeKey.toString()));
    }

    @Override
    public void discard(DeviceId device) {
        documents.with(COLLECTION, tokens -> tokens.deleteOne(Filters.eq(device.key())));
    }
}
