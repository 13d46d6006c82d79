package io.sealstream.storage;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import java.util.Collection;
import java.util.List;

/** Holds the announcements of data keys. */
public interface DataKeyStore {

    /**
     * Keeps announcements; one that is there already stays.
     *
     * @return those that differ from the one kept under the same id
     */
    List<DataKeyAnnouncement> save(List<DataKeyAnnouncement> announcements);

    /** Finds announcements; those not known are left out. */
    List<DataKeyAnnouncement> find(Collection<DataKeyId> ids);
}
