/**
 * Kafka clients as every service opens them: mutual TLS with an identity that may be renewed at any
 * time, topics of the expected shape, records with the attributes of an event.
 *
 * <p>Knows no topic in particular. What a consumer does with its records is {@code
 * servicekit.records}'.
 */
@NullMarked
package io.sealstream.servicekit.kafka;

import org.jspecify.annotations.NullMarked;
