/**
 * The device endpoint: events, epochs, receipts and EST (RFC 7030) over raw Vert.x routes, because
 * one core has to carry tens of thousands of requests a second.
 *
 * <p>Depends on the core only; knows nothing of Kafka. Nothing here blocks an event loop.
 */
@NullMarked
package io.sealstream.ingest.http;

import org.jspecify.annotations.NullMarked;
