/**
 * Kafka clients as every service opens them: mutual TLS with an identity that may be renewed at any
 * time.
 *
 * <p>Knows no topic in particular.
 */
@NullMarked
package io.sealstream.servicekit.kafka;

import org.jspecify.annotations.NullMarked;
