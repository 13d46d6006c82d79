/**
 * Gives a Kafka cluster its topics and access rules, from the one table {@link
 * io.sealstream.protocol.Topic}: the local stack, Compose, and what manifests for Kubernetes are
 * checked against.
 *
 * <p>Uses Kafka's admin client; knows no topic that is not in the table.
 */
@NullMarked
package io.sealstream.kafka.setup;

import org.jspecify.annotations.NullMarked;
