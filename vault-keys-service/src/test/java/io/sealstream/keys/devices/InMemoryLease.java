package io.sealstream.keys.devices;

/** A lease in memory. */
public final class InMemoryLease implements RelayLease {
    private Term term = Term.NONE;

    @Override
    public synchronized Term current() {
        return term;
    }

    @Override
    public synchronized boolean replace(Term next) {
        if (next.number() != term.number() + 1) {
            return false;
        }
        term = next;
        return true;
    }
}
