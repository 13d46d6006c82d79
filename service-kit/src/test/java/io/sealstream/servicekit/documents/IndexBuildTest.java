package io.sealstream.servicekit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexBuildTest {

    @Test
    void indexesAreTriedAgainUntilTheDatabaseIsThere() throws Exception {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch made = new CountDownLatch(1);
        // When
        try (IndexBuild build =
                IndexBuild.start(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        failed.countDown();
                        throw new IllegalStateException("no database");
                    }
                    made.countDown();
                })) {
            assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(build.done()).isFalse();
            // Then
            assertThat(made.await(5, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100 && !build.done(); i++) {
                Thread.sleep(20);
            }
            assertThat(build.done()).isTrue();
            assertThat(attempts).hasValue(2);
        }
    }
}
