package io.sealstream.servicekit.secrets;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a cached secret until {@link #close}: as long as a lease is open, the secret is
 * not closed, even when it leaves the cache.
 *
 * @param <S> the secret
 */
public final class Lease<S extends AutoCloseable> implements AutoCloseable {
    private final LeasedSecret<S> secret;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(LeasedSecret<S> secret) {
        this.secret = secret;
    }

    /**
     * The secret; not to be used after {@link #close}.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public S secret() {
        if (closed.get()) {
            throw new IllegalStateException("the lease is over");
        }
        return secret.value();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            secret.release();
        }
    }
}
