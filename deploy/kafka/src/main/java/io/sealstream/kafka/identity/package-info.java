/**
 * How brokers and their clients show who they are: connections with the identity of a folder, and
 * the principal that a broker makes of a certificate.
 *
 * <p>Kafka loads some of these classes by name. They know no topic.
 */
@NullMarked
package io.sealstream.kafka.identity;

import org.jspecify.annotations.NullMarked;
