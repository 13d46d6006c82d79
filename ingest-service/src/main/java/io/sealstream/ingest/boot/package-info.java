/** Composes ingest: the only place that knows all packages. */
@NullMarked
package io.sealstream.ingest.boot;

import org.jspecify.annotations.NullMarked;
