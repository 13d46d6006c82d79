package io.sealstream.servicekit.secrets;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets for a while after they were loaded. What is over its time is closed within about a
 * second, with or without traffic; what leaves early, for want of room, is closed too. Neither ends
 * a secret under its user: see {@link Lease}. Thread-safe.
 *
 * @param <K> names a secret; whatever a secret belongs to must be part of it
 * @param <S> a secret, whose {@code close} overwrites it
 */
public final class SecretCache<K, S extends AutoCloseable> implements AutoCloseable {
    private final AsyncCache<K, LeasedSecret<S>> cache;

    /**
     * Makes an empty cache.
     *
     * @param life how long a secret is kept after it was loaded
     * @param most how many are kept at once
     */
    public SecretCache(Duration life, int most) {
        this.cache =
                Caffeine.newBuilder()
                        .maximumSize(most)
                        .expireAfterWrite(life)
                        // Without one, what expired stays until somebody comes.
                        .scheduler(Scheduler.systemScheduler())
                        .executor(Runnable::run)
                        .removalListener(
                                (@Nullable K key,
                                        @Nullable LeasedSecret<S> secret,
                                        RemovalCause cause) -> {
                                    if (secret != null) {
                                        secret.retire();
                                    }
                                })
                        .buildAsync();
    }

    /**
     * Leases a secret, loading it first if need be. Callers that come while it is being loaded
     * share the load; a load that fails is not remembered.
     */
    public CompletionStage<Lease<S>> lease(K key, Function<K, CompletionStage<S>> load) {
        CompletableFuture<LeasedSecret<S>> found =
                cache.get(
                        key,
                        (k, executor) ->
                                load.apply(k)
                                        .<LeasedSecret<S>>thenApply(LeasedSecret::new)
                                        .toCompletableFuture());
        return found.thenCompose(secret -> {
            Optional<Lease<S>> lease = secret.lease();
            if (lease.isPresent()) {
                return CompletableFuture.completedFuture(lease.get());
            }
            cache.asMap().remove(key, found);
            return lease(key, load);
        });
    }

    /** Leases a secret that is there. */
    public Optional<Lease<S>> find(K key) {
        LeasedSecret<S> secret = cache.synchronous().getIfPresent(key);
        return secret == null ? Optional.empty() : secret.lease();
    }

    /** Keeps a secret and leases it. When there is one already, that is leased and this closed. */
    public Lease<S> keep(K key, S secret) {
        LeasedSecret<S> fresh = new LeasedSecret<>(secret);
        Lease<S> own = fresh.lease().orElseThrow();
        LeasedSecret<S> first = cache.synchronous().asMap().putIfAbsent(key, fresh);
        Optional<Lease<S>> theirs = first == null ? Optional.empty() : first.lease();
        if (theirs.isEmpty()) {
            if (first != null) {
                fresh.retire(); // Not in the cache: it ends with its lease.
            }
            return own;
        }
        fresh.retire();
        own.close();
        return theirs.get();
    }

    /** Lets a secret go before its time. */
    public void drop(K key) {
        cache.synchronous().invalidate(key);
    }

    /** Lets all secrets go. */
    @Override
    public void close() {
        cache.synchronous().invalidateAll();
    }
}
