package io.sealstream.keys;

import io.sealstream.keys.devices.InMemoryDevices;
import io.sealstream.keys.devices.InMemoryLease;
import io.sealstream.keys.devices.InMemoryTokens;
import io.sealstream.keys.envelope.InMemorySeeds;
import io.sealstream.keys.epoch.InMemoryEpochKeyLog;

/** The contract, on the stores that other tests use. */
class InMemoryDocumentsTest extends DocumentsContract {
    @Override
    protected Ports open() {
        InMemoryDevices devices = new InMemoryDevices();
        return new Ports(
                devices,
                devices,
                new InMemoryLease(),
                new InMemoryTokens(),
                new InMemorySeeds(),
                new InMemoryEpochKeyLog());
    }
}
