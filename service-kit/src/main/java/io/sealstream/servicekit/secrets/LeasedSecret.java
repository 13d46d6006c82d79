package io.sealstream.servicekit.secrets;

import java.util.Optional;

/** Counts who uses a secret, and closes it when it is retired and nobody does any more. */
final class LeasedSecret<S extends AutoCloseable> {
    private final S value;
    private int leases;
    private boolean retired;

    LeasedSecret(S value) {
        this.value = value;
    }

    S value() {
        return value;
    }

    /** A lease; empty when the secret is retired. */
    synchronized Optional<Lease<S>> lease() {
        if (retired) {
            return Optional.empty();
        }
        leases++;
        return Optional.of(new Lease<>(this));
    }

    synchronized void release() {
        leases--;
        closeIfUnused();
    }

    /** Ends its time in the cache. */
    synchronized void retire() {
        if (!retired) {
            retired = true;
            closeIfUnused();
        }
    }

    private void closeIfUnused() {
        if (!retired || leases > 0) {
            return;
        }
        try {
            value.close();
        } catch (Exception e) {
            throw new IllegalStateException("a secret was not closed", e);
        }
    }
}
