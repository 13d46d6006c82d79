package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.bson.Document;
import io.sealstream.devstack.documents.storage.Entries;
import io.sealstream.devstack.documents.storage.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a plan finds, a page at a time. Between pages it holds a key and nothing else, so it
 * may be left lying; like MongoDB's, it may see what was written meanwhile.
 */
final class Scan {
    /** A page has at most this many bytes, and at least one document. */
    private static final int PAGE_BYTES = 4 * 1024 * 1024;

    private static final int PAGE = 1_000;

    private final Store store;
    private final Plan plan;
    private final Predicate<Document> wanted;
    private int skip;
    private long remaining;
    private int range;
    private long bytes;
    private byte @Nullable [] resume;

    /**
     * @param wanted what the query demands of a document
     * @param limit 0 or less for all
     */
    Scan(Store store, Plan plan, Predicate<Document> wanted, int skip, int limit) {
        this.store = store;
        this.plan = plan;
        this.wanted = wanted;
        this.skip = skip;
        this.remaining = limit > 0 ? limit : Long.MAX_VALUE;
    }

    /** Whether there is nothing more. Is known once a page was read. */
    boolean isDone() {
        return remaining == 0 || range == plan.ranges().size();
    }

    /** How many bytes of BSON it has given so far. */
    long bytes() {
        return bytes;
    }

    /** The next documents, up to a limit. */
    List<Document> page(int most) {
        Page page = new Page(most);
        try (Entries entries = store.entries()) {
            while (!isDone() && finish(entries, page)) {
                range++;
                resume = null;
            }
        }
        return page.documents;
    }

    /** Reads the current range to its end; false when the page was full before. */
    private boolean finish(Entries entries, Page page) {
        Walk walk = new Walk(entries, keys(), plan.backwards());
        walk.begin(resume);
        for (; remaining > 0 && walk.isInside(); walk.next()) {
            byte[] bson = plan.access().document(entries);
            Document document = bson == null ? null : wanted(Bson.decode(bson));
            if (bson != null && document != null) {
                if (page.isFull()) {
                    resume = entries.key();
                    return false;
                }
                page.add(document, bson.length);
                bytes += bson.length;
                remaining--;
            }
        }
        return true;
    }

    private Plan.Range keys() {
        int last = plan.ranges().size() - 1;
        return plan.ranges().get(plan.backwards() ? last - range : range);
    }

    private @Nullable Document wanted(Document document) {
        if (!wanted.test(document)) {
            return null;
        }
        if (skip > 0) {
            skip--;
            return null;
        }
        return document;
    }

    /** What is read at a time. */
    private static final class Page {
        private final List<Document> documents = new ArrayList<>();
        private final int most;
        private int bytes;

        Page(int most) {
            this.most = most;
        }

        boolean isFull() {
            return documents.size() == most || bytes > PAGE_BYTES;
        }

        void add(Document document, int size) {
            documents.add(document);
            bytes += size;
        }
    }

    /** All of them, page by page as they are asked for. */
    Iterator<Document> documents() {
        return new Iterator<>() {
            private Iterator<Document> page = List.<Document>of().iterator();

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && !isDone()) {
                    page = page(PAGE).iterator();
                }
                return page.hasNext();
            }

            @Override
            public Document next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }
}
