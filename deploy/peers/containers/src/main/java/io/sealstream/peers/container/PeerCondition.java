package io.sealstream.peers.container;

import com.github.dockerjava.api.exception.NotFoundException;
import io.sealstream.peers.PeerImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;

/** Decides for a class that bears {@link OnRealServer}. */
final class PeerCondition implements ExecutionCondition {
    private static final String VARIABLE = "SEALSTREAM_PEERS";

    private enum Mode {
        OFF,
        AUTO,
        REQUIRED
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<OnRealServer> wanted =
                context.getTestClass()
                        .flatMap(suite ->
                                AnnotationSupport.findAnnotation(suite, OnRealServer.class));
        if (context.getTestMethod().isPresent() || wanted.isEmpty()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        Mode mode = mode(System.getenv().getOrDefault(VARIABLE, "auto"));
        if (mode == Mode.OFF) {
            return ConditionEvaluationResult.disabled(VARIABLE + " is off");
        }
        Optional<String> missing = missing(wanted.get().value());
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the real server is there");
        }
        if (mode == Mode.REQUIRED) {
            throw new IllegalStateException(
                    VARIABLE + " is required, and " + missing.get() + "; see deploy/peers");
        }
        System.out.printf(
                "Skipped %s on the real server: %s (deploy/peers/prepare).%n",
                context.getDisplayName(), missing.get());
        return ConditionEvaluationResult.disabled(missing.get());
    }

    private static Mode mode(String text) {
        try {
            return Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(VARIABLE + " must be off, auto or required", e);
        }
    }

    private static Optional<String> missing(PeerImage... images) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        return Arrays.stream(images)
                .map(PeerImage::reference)
                .filter(image -> !present(image))
                .findFirst()
                .map(image -> "there is no image " + image);
    }

    private static boolean present(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
