/**
 * How a service reaches its own database: mutual TLS always, a login on top of it, and no write
 * that counts before it is on disk at a majority.
 *
 * <p>Knows no collection. May touch MongoDB's driver and {@code protocol}.
 */
@NullMarked
package io.sealstream.servicekit.documents;

import org.jspecify.annotations.NullMarked;
