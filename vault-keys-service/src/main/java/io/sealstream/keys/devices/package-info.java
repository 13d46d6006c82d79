/**
 * Core: the devices. Who they are, how they get and renew an identity, how they are revoked, and
 * how their states reach the log.
 *
 * <p>Rules and ports in plain Java; knows no technology. Uses {@code envelope} for the key of a
 * device that enrols.
 */
@NullMarked
package io.sealstream.keys.devices;

import org.jspecify.annotations.NullMarked;
