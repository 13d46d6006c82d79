/**
 * The other services that ingest asks over mutual TLS: vault-keys for epoch keys and enrolment,
 * storage for receipts.
 *
 * <p>Depends on the core only. Calls block; they run on virtual threads.
 */
@NullMarked
package io.sealstream.ingest.peers;

import org.jspecify.annotations.NullMarked;
