package io.sealstream.peers.container;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for a class that bears {@link OnRealServer}. */
final class PeerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<OnRealServer> wanted =
                context.getTestClass()
                        .flatMap(suite ->
                                AnnotationSupport.findAnnotation(suite, OnRealServer.class));
        if (context.getTestMethod().isPresent() || wanted.isEmpty()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        return PeerMode.reasonToSkip(context.getDisplayName(), wanted.get().value())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the real server is there"));
    }
}
