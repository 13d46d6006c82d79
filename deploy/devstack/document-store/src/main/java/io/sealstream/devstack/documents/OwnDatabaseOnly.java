package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;

/** Lets a connection use one database, and say hello; nothing else. */
final class OwnDatabaseOnly extends ForwardingBackend {
    private static final int UNAUTHORIZED = 13;
    private static final Set<String> OWN =
            Set.of(
                    "find",
                    "getmore",
                    "aggregate",
                    "count",
                    "distinct",
                    "insert",
                    "update",
                    "delete",
                    "findandmodify",
                    "create",
                    "createindexes",
                    "listcollections",
                    "listindexes",
                    "drop",
                    "dropindexes",
                    "killcursors",
                    "ping",
                    "hello",
                    "ismaster",
                    "buildinfo",
                    "endsessions");
    private static final Set<String> HANDSHAKE =
            Set.of("hello", "ismaster", "ping", "buildinfo", "endsessions");

    private final String database;

    OwnDatabaseOnly(String database, MongoBackend next) {
        super(next);
        this.database = database;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        require(message.getDatabaseName(), message.getDocument());
        return super.handleMessage(message);
    }

    /** A command in the old form of a request; drivers still say hello with it. */
    @Override
    public Document handleCommand(Channel channel, String named, String command, Document query) {
        requireCommand(HANDSHAKE, query);
        return super.handleCommand(channel, named, command, query);
    }

    /** A query in the old form; no driver sends it any more. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw unauthorized();
    }

    private void require(String named, Document command) {
        if (named.equals(database)) {
            requireCommand(OWN, command);
        } else if (named.equals("admin")) {
            requireCommand(HANDSHAKE, command);
        } else {
            throw unauthorized();
        }
    }

    private static void requireCommand(Set<String> allowed, Document command) {
        String name = command.keySet().iterator().next();
        if (!allowed.contains(name.toLowerCase(Locale.ROOT)) || writesElsewhere(command)) {
            throw unauthorized();
        }
    }

    /** An aggregation may end in a stage that writes to a database of its choice. */
    private static boolean writesElsewhere(Document command) {
        Object pipeline = command.get("pipeline");
        return pipeline != null
                && (pipeline.toString().contains("$out") || pipeline.toString().contains("$merge"));
    }

    private static MongoServerError unauthorized() {
        return new MongoServerError(
                UNAUTHORIZED, "Unauthorized", "not authorized on this database or command");
    }
}
