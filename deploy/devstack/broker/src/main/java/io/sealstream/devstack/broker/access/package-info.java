/**
 * Topics and access rules made from the one table, {@link io.sealstream.protocol.Topic}.
 *
 * <p>Uses Kafka's admin client; knows no file and no process.
 */
@NullMarked
package io.sealstream.devstack.broker.access;

import org.jspecify.annotations.NullMarked;
