package io.sealstream.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fuzzing.TargetRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {
    private static final Duration EACH =
            Duration.ofSeconds(Integer.getInteger("sealstream.fuzz.seconds", 8));

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingIsFoundInAShortRun(Target target) throws Exception {
        // Given
        TargetRun run = new TargetRun(folder);

        // When
        Result result = run.run(target, EACH, 1);

        // Then
        System.out.printf("%s: %,d inputs%n", target, result.inputs());
        assertThat(result.clean()).as(Files.readString(result.log())).isTrue();
    }
}
