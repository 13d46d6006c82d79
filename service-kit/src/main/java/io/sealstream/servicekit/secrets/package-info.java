/**
 * Secrets that a process keeps in memory for minutes: one cache, with one promise about when they
 * are gone.
 *
 * <p>Plain Java and Caffeine; knows no kind of secret, no store and no network.
 */
@NullMarked
package io.sealstream.servicekit.secrets;

import org.jspecify.annotations.NullMarked;
