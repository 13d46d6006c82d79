/**
 * The state of every device, as the cores of services see it. Plain Java; how it is kept is not
 * visible here.
 */
@NullMarked
package io.sealstream.servicekit.devices;

import org.jspecify.annotations.NullMarked;
