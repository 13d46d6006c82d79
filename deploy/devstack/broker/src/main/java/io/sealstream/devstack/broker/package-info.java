/**
 * Apache Kafka as one process of the local stack: one KRaft node, mutual TLS on every listener,
 * access decided by the SPIFFE ID of the certificate.
 *
 * <p>It is the real broker, not an emulator; only its one node makes it fit for a local stack
 * alone.
 */
@NullMarked
package io.sealstream.devstack.broker;

import org.jspecify.annotations.NullMarked;
