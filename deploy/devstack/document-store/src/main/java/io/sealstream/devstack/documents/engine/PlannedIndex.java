package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * An index that the engine keeps up to date and does not read: {@link Planner} decides what is
 * read.
 */
abstract class PlannedIndex extends Index<Position> {

    PlannedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
    }

    @Override
    public final boolean canHandle(Document query) {
        return false;
    }

    @Override
    public final Iterable<Position> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final long getDataSize() {
        return 0;
    }

    @Override
    public final void drop() {
        // The catalogue drops what it had.
    }
}
