package io.sealstream.servicekit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretCacheTest {
    private static final Duration LONG = Duration.ofHours(1);

    /** Something that knows whether it was overwritten. */
    private static final class Secret implements AutoCloseable {
        private volatile boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whatIsOverItsTimeIsClosedWithoutTraffic() throws Exception {
        // Given
        try (var cache = new SecretCache<String, Secret>(Duration.ofMillis(50), 10)) {
            Secret secret = new Secret();
            cache.keep("a", secret).close();
            // When: nobody comes.
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!secret.closed && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            // Then
            assertThat(secret.closed).isTrue();
        }
    }

    @Test
    void aLeaseKeepsASecretThatLeftTheCache() {
        try (var cache = new SecretCache<String, Secret>(LONG, 10)) {
            Secret secret = new Secret();
            Lease<Secret> first = cache.keep("a", secret);
            Lease<Secret> second = cache.find("a").orElseThrow();
            cache.drop("a");
            first.close();
            first.close();
            assertThat(second.secret()).isSameAs(secret);
            assertThat(secret.closed).isFalse();
            second.close();
            assertThat(secret.closed).isTrue();
            assertThatThrownBy(second::secret).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatHasNoRoomIsClosed() {
        try (var cache = new SecretCache<Integer, Secret>(LONG, 3)) {
            Secret[] secrets = new Secret[100];
            for (int i = 0; i < secrets.length; i++) {
                secrets[i] = new Secret();
                cache.keep(i, secrets[i]).close();
            }
            assertThat(secrets).filteredOn(secret -> !secret.closed).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void theFirstOfTwoIsUsedAndTheOtherClosed() {
        try (var cache = new SecretCache<String, Secret>(LONG, 10)) {
            Secret first = new Secret();
            Secret second = new Secret();
            try (Lease<Secret> one = cache.keep("a", first);
                    Lease<Secret> other = cache.keep("a", second)) {
                assertThat(other.secret()).isSameAs(one.secret()).isSameAs(first);
                assertThat(second.closed).isTrue();
            }
            assertThat(first.closed).isFalse();
        }
    }

    @Test
    void aLoadIsSharedAndAFailedOneIsNotRemembered() {
        try (var cache = new SecretCache<String, Secret>(LONG, 10)) {
            // Given
            AtomicInteger loads = new AtomicInteger();
            CompletableFuture<Secret> slow = new CompletableFuture<>();
            var one = cache.lease("a", key -> load(loads, slow)).toCompletableFuture();
            var other = cache.lease("a", key -> load(loads, slow)).toCompletableFuture();
            // When
            slow.completeExceptionally(new IllegalStateException("away"));
            var next =
                    cache.lease(
                                    "a",
                                    key ->
                                            load(
                                                    loads,
                                                    CompletableFuture.completedFuture(
                                                            new Secret())))
                            .toCompletableFuture();
            // Then
            assertThat(one).isCompletedExceptionally();
            assertThat(other).isCompletedExceptionally();
            assertThat(next.join().secret()).isNotNull();
            assertThat(loads).hasValue(2);
        }
    }

    private static CompletableFuture<Secret> load(
            AtomicInteger loads, CompletableFuture<Secret> secret) {
        loads.incrementAndGet();
        return secret;
    }
}
