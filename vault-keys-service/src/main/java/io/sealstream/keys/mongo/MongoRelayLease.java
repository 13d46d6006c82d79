package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.sealstream.keys.devices.RelayLease;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The lease as the document {@code { _id: "device-state", number: long, holder }}. */
public final class MongoRelayLease implements RelayLease {
    private static final String COLLECTION = "leases";
    private static final String ID = "device-state";

    private final Documents documents;

    public MongoRelayLease(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Term current() {
        return documents.with(
                COLLECTION,
                leases -> {
                    Document claim = leases.find(Filters.eq(ID)).first();
                    return claim == null
                            ? Term.NONE
                            : new Term(claim.getLong("number"), claim.getString("holder"));
                });
    }

    @Override
    public boolean replace(Term next) {
        Bson before = Filters.and(Filters.eq(ID), Filters.eq("number", next.number() - 1));
        Bson claim =
                Updates.combine(
                        Updates.set("number", next.number()), Updates.set("holder", next.holder()));
        Document first =
                new Document("_id", ID)
                        .append("number", next.number())
                        .append("holder", next.holder());
        return documents.with(
                COLLECTION,
                leases ->
                        next.number() == 1
                                ? Inserts.ifAbsent(leases, first)
                                : leases.updateOne(before, claim).getMatchedCount() == 1);
    }
}
