package io.sealstream.devstack.documents.engine;

import io.sealstream.devstack.documents.storage.Entries;
import io.sealstream.devstack.documents.storage.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to the documents of a collection, in an order. */
interface Access {

    /** Where its entries are. Their keys are the encoded values of {@link #order}. */
    Prefix prefix();

    /** The fields it is ordered by, the first before the second. */
    List<String> order();

    /** The position of the document an entry stands for. */
    Position position(Entries entries);

    /** The document an entry stands for, as BSON; null when it is not there any more. */
    byte @Nullable [] document(Entries entries);
}
