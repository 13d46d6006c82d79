package io.sealstream.keys;

/** The contract, on the stores that other tests use. */
class InMemoryDocumentsTest extends DocumentsContract {
    @Override
    protected Ports open() {
        InMemoryDevices devices = new InMemoryDevices();
        return new Ports(
                devices,
                devices,
                new InMemoryTokens(),
                new InMemorySeeds(),
                new InMemoryEpochKeyLog());
    }
}
