package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.sealstream.keys.devices.EnrolmentTokens;
import io.sealstream.keys.devices.TokenHash;
import io.sealstream.protocol.DeviceId;
import io.sealstream.servicekit.documents.Documents;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Tokens in the collection {@code enrolmentTokens}: {@code { _id: "tenant/device", hash: binary,
 * expiresAt: date }}. A used token is a deleted document.
 */
public final class MongoEnrolmentTokens implements EnrolmentTokens {
    private static final String COLLECTION = "enrolmentTokens";

    private final Documents documents;

    public MongoEnrolmentTokens(Documents documents) {
        this.documents = documents;
    }

    @Override
    public void put(DeviceId device, Waiting token) {
        Document document =
                new Document("_id", device.key())
                        .append("hash", new Binary(token.hash().value()))
                        .append("expiresAt", Date.from(token.expiresAt()));
        documents.with(
                COLLECTION,
                tokens ->
                        tokens.replaceOne(
                                Filters.eq(device.key()),
                                document,
                                new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<Waiting> find(DeviceId device) {
        return documents.with(
                COLLECTION,
                tokens ->
                        Optional.ofNullable(tokens.find(Filters.eq(device.key())).first())
                                .map(MongoEnrolmentTokens::read));
    }

    private static Waiting read(Document document) {
        return new Waiting(
                new TokenHash(document.get("hash", Binary.class).getData()),
                document.getDate("expiresAt").toInstant());
    }

    @Override
    public boolean consume(DeviceId device, TokenHash hash, Instant now) {
        // One findAndModify: of two enrolments that race, one finds the document.
        return documents.with(
                COLLECTION,
                tokens ->
                        tokens.findOneAndDelete(
                                        Filters.and(
                                                Filters.eq(device.key()),
                                                Filters.eq("hash", new Binary(hash.value())),
                                                Filters.gt("expiresAt", Date.from(now))))
                                != null);
    }

    @Override
    public void discard(DeviceId device) {
        documents.with(COLLECTION, tokens -> tokens.deleteOne(Filters.eq(device.key())));
    }
}
