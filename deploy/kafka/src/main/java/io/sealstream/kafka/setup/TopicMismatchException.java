package io.sealstream.kafka.setup;

import java.util.List;

/**
 * Topics exist in a shape that cannot be changed under their records. The message names each with
 * what was found and what the table says.
 */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(List<String> mismatches) {
        super(
                String.join("\n", mismatches)
                        + "\nNothing was changed. A device sticks to its partition, so a topic keeps its"
                        + " partitions: go back to the version that made it, or delete it when its"
                        + " records are of no more use.");
    }
}
