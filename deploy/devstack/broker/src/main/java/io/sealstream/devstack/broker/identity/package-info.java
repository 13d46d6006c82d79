/**
 * How the broker and its clients show who they are: TLS from an identity folder, and the principal
 * that the broker sees.
 *
 * <p>Kafka loads these classes by name. They know no topic.
 */
@NullMarked
package io.sealstream.devstack.broker.identity;

import org.jspecify.annotations.NullMarked;
