package io.sealstream.storage.peers;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.calls.UnwrapCall;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ServiceClient;
import io.sealstream.storage.KeysGoneException;
import io.sealstream.storage.KeysRefusedException;
import io.sealstream.storage.KeysUnavailableException;
import io.sealstream.storage.Unwrapper;
import java.util.List;

/** Asks vault-keys to open data keys. */
public final class VaultKeysUnwrapper implements Unwrapper {
    private final ServiceClient vaultKeys;

    public VaultKeysUnwrapper(ServiceClient vaultKeys) {
        this.vaultKeys = vaultKeys;
    }

    @Override
    public List<DataKey> unwrap(DeviceId device, List<DataKeyAnnouncement> announcements) {
        try {
            return vaultKeys
                    .post(
                            UnwrapCall.PATH,
                            new UnwrapCall.Order(device.tenant(), device.device(), announcements),
                            UnwrapCall.Keys.class)
                    .keys()
                    .stream()
                    .map(key -> DataKey.takeOwnershipOf(key.dataKeyId(), key.key()))
                    .toList();
        } catch (ProblemException e) {
            throw switch (e.problem()) {
                case GONE -> new KeysGoneException(e);
                case WRONG_CIPHERTEXT, MALFORMED_REQUEST ->
                        new KeysRefusedException("a data key does not open", e);
                // Whatever else it says is about this service, and says nothing of the keys.
                default -> new KeysUnavailableException("vault-keys did not open the data keys", e);
            };
        }
    }
}
