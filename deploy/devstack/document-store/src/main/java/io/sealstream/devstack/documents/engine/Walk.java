package io.sealstream.devstack.documents.engine;

import io.sealstream.devstack.documents.storage.Entries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A walk through a range, in either direction. */
record Walk(Entries entries, Plan.Range keys, boolean backwards) {
    /**
     * @param resume the key to begin with; null for the first one of the direction
     */
    void begin(byte @Nullable [] resume) {
        if (!backwards) {
            entries.seek(resume == null ? keys.first() : resume);
        } else if (resume == null) {
            entries.seekBefore(keys.end());
        } else {
            // One that was deleted meanwhile: the one before it.
            entries.seekBefore(Arrays.copyOf(resume, resume.length + 1));
        }
    }

    boolean isInside() {
        return backwards ? entries.isNotBefore(keys.first()) : entries.isBefore(keys.end());
    }

    void next() {
        if (backwards) {
            entries.previous();
        } else {
            entries.next();
        }
    }
}
