/**
 * What a device embeds: its identity (EST enrolment and renewal), signed events, and an encrypted
 * outbox that gives up an event only when the platform says it is stored.
 *
 * <p>Plain Java with the JDK's HTTP client. May touch its own folder and the device endpoint; knows
 * no part of the platform behind that endpoint.
 */
@NullMarked
package io.sealstream.device;

import org.jspecify.annotations.NullMarked;
