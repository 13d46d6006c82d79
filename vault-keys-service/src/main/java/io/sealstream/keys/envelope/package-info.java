/**
 * Core: envelope keys, under which a device's data keys are sealed. Makes them, keeps their seeds
 * wrapped, and opens data keys for readers.
 *
 * <p>Rules and ports in plain Java; knows no technology. Open seeds are here for minutes and are
 * zeroed after.
 */
@NullMarked
package io.sealstream.keys.envelope;

import org.jspecify.annotations.NullMarked;
