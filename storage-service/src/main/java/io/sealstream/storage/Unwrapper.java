package io.sealstream.storage;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.seal.DataKey;
import java.util.List;

/** Opens data keys of one device. Only vault-keys can. */
public interface Unwrapper {

    /** Unwraps data keys; the caller owns them and must close them. Blocks. */
    List<DataKey> unwrap(DeviceId device, List<DataKeyAnnouncement> announcements);
}
