package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import io.sealstream.devstack.documents.storage.FailedStoreException;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Ends the process when its store has failed: what is on disk is known only after it was opened
 * again, and nothing may be answered before. The launcher starts it again.
 */
final class FailFast extends ForwardingBackend {
    private static final int STATUS = 3;

    FailFast(MongoBackend next) {
        super(next);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        return orEnd(() -> super.handleMessage(message));
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        return orEnd(() -> super.handleCommand(channel, database, command, query));
    }

    private static Document orEnd(Supplier<Document> command) {
        try {
            return command.get();
        } catch (FailedStoreException e) {
            System.err.println("The process ends. " + e.getMessage());
            // No shutdown hook: other commands still use the store, which cannot be closed then.
            killAfterAWhile();
            Runtime.getRuntime().halt(STATUS);
            throw e;
        }
    }

    /** The store's library may wait, in its own exit handlers, for threads that cannot go on. */
    private static void killAfterAWhile() {
        String kill = "sleep 2; kill -9 " + ProcessHandle.current().pid();
        try {
            var _ =
                    new ProcessBuilder("sh", "-c", kill)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            System.err.println("The process may have to be killed by hand: " + e.getMessage());
        }
    }
}
