package io.sealstream.storage;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import java.util.List;

/**
 * What storage has to say of a batch of submissions. Of one about which nothing can be said yet
 * there is neither.
 *
 * @param stored those whose event is stored
 * @param rejected those under whose id another event is stored
 */
public record Notices(List<StoredNotice> stored, List<RejectedNotice> rejected) {
    public Notices {
        stored = List.copyOf(stored);
        rejected = List.copyOf(rejected);
    }
}
