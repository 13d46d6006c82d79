package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Puts every write on disk before its answer goes out: the H2 backend alone commits once a second
 * and would lose acknowledged writes when the process is killed. And keeps what a read looks at
 * until the read is done: the store would reuse the space of a page that was replaced 45 s ago.
 */
final class DurableBackend extends ForwardingBackend {
    private static final Set<String> READS =
            Set.of(
                    "find",
                    "getmore",
                    "aggregate",
                    "count",
                    "distinct",
                    "listcollections",
                    "listindexes",
                    "ping",
                    "hello",
                    "ismaster",
                    "buildinfo",
                    "endsessions",
                    "killcursors");

    private final MVStore store;

    private DurableBackend(H2Backend backend) {
        super(backend);
        this.store = backend.getMvStore();
    }

    static DurableBackend open(Path file) {
        return new DurableBackend(
                new H2Backend(new MVStore.Builder().fileName(file.toString()).open()));
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        if (READS.contains(command.toLowerCase(Locale.ROOT))) {
            return read(message);
        }
        Document answer = super.handleMessage(message);
        store.commit();
        store.sync();
        return answer;
    }

    private Document read(MongoMessage message) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return super.handleMessage(message);
        } finally {
            store.deregisterVersionUsage(version);
        }
    }
}
