/**
 * The program with which a container asks its own service for its health.
 *
 * <p>It runs as a process of its own every few seconds, so it knows the JDK and {@code protocol}
 * alone.
 */
@NullMarked
package io.sealstream.servicekit.probe;

import org.jspecify.annotations.NullMarked;
