/**
 * The read endpoint: pages, single events, evidence and exports for readers of the own tenant;
 * receipts for ingest.
 *
 * <p>Depends on the core only.
 */
@NullMarked
package io.sealstream.storage.http;

import org.jspecify.annotations.NullMarked;
