/**
 * What a service knows of every device. Plain Java: cores of services see it, and nothing of how it
 * is kept.
 */
@NullMarked
package io.sealstream.servicekit.devices;

import org.jspecify.annotations.NullMarked;
