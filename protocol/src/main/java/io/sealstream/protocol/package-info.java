/**
 * What every party must agree on: identifiers, topics, records, problem types.
 *
 * <p>Plain Java. Knows no framework, no broker, no database and no file. Sub-packages may use this
 * package; this package uses only {@code protocol.internal.cbor}.
 */
@NullMarked
package io.sealstream.protocol;

import org.jspecify.annotations.NullMarked;
