/**
 * What an application embeds to read events, and to believe them: every event is checked against
 * the device's own signature before it is handed over as verified.
 *
 * <p>Plain Java with the JDK's HTTP client. May touch its identity folder and storage's read
 * endpoint; holds no key but its own.
 */
@NullMarked
package io.sealstream.reader;

import org.jspecify.annotations.NullMarked;
