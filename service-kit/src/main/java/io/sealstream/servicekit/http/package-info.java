/**
 * HTTP as every service speaks it: who calls (from the client certificate), problems as answers,
 * and calls to other services over mutual TLS.
 *
 * <p>Knows no service in particular.
 */
@NullMarked
package io.sealstream.servicekit.http;

import org.jspecify.annotations.NullMarked;
