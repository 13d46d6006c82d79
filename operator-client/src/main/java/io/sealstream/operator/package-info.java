/**
 * What an operator's tool embeds: registers devices, hands out their one-time enrolment tokens,
 * lists and revokes them.
 *
 * <p>Plain Java with the JDK's HTTP client. May touch its identity folder and the operator endpoint
 * of vault-keys; keeps nothing.
 */
@NullMarked
package io.sealstream.operator;

import org.jspecify.annotations.NullMarked;
