package io.sealstream.servicekit.documents;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.Document;

/**
 * The collections of a service's database, and the one place where the driver's errors are
 * understood: whatever it throws means that the work can be tried again later, and reaches the core
 * as the core's own exception.
 */
public final class Documents {
    private final DocumentConnection connection;
    private final BiFunction<String, Throwable, ? extends RuntimeException> unavailable;

    /**
     * Works on a connection.
     *
     * @param unavailable makes the core's exception of a message and a cause
     */
    public Documents(
            DocumentConnection connection,
            BiFunction<String, Throwable, ? extends RuntimeException> unavailable) {
        this.connection = connection;
        this.unavailable = unavailable;
    }

    /** Works on a collection; what the driver throws becomes the core's exception. */
    public <T> T with(String collection, Function<MongoCollection<Document>, T> work) {
        try {
            return work.apply(connection.database().getCollection(collection));
        } catch (MongoException e) {
            throw unavailable.apply("the document store failed on " + collection, e);
        }
    }
}
