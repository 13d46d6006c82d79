/** Composes ingest: the only place that knows all rooms. */
@NullMarked
package io.sealstream.ingest.boot;

import org.jspecify.annotations.NullMarked;
