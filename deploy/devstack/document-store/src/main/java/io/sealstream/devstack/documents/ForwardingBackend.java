package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Passes everything on; subclasses add one concern each. */
abstract class ForwardingBackend implements MongoBackend {
    private final MongoBackend next;

    ForwardingBackend(MongoBackend next) {
        this.next = next;
    }

    @Override
    public void handleClose(Channel channel) {
        next.handleClose(channel);
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        return next.handleCommand(channel, database, command, query);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return next.handleQuery(query);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        return next.handleMessage(message);
    }

    @Override
    public void dropDatabase(String database) {
        next.dropDatabase(database);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return next.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return next.getServerStatus();
    }

    @Override
    public void close() {
        next.close();
    }

    @Override
    public void closeCursors(List<Long> cursorIds) {
        next.closeCursors(cursorIds);
    }

    @Override
    public Clock getClock() {
        return next.getClock();
    }

    @Override
    public void enableOplog() {
        next.enableOplog();
    }

    @Override
    public void disableOplog() {
        next.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return next.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        next.version(version);
        return this;
    }
}
