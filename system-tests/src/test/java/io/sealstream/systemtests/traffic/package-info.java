/** Devices that send and readers that read, many at once, and what a whole run of them proves. */
@NullMarked
package io.sealstream.systemtests.traffic;

import org.jspecify.annotations.NullMarked;
