package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.UnaryOperator;

/** A scan that a client reads on. */
final class ScanCursor extends AbstractCursor {
    private final Scan scan;
    private final UnaryOperator<List<Document>> projection;

    ScanCursor(long id, Scan scan, UnaryOperator<List<Document>> projection) {
        super(id);
        this.scan = scan;
        this.projection = projection;
    }

    @Override
    public boolean isEmpty() {
        return scan.isDone();
    }

    @Override
    public List<Document> takeDocuments(int most) {
        return projection.apply(scan.page(most));
    }
}
