/**
 * What the four services share on Quarkus: configuration of the process's identity.
 *
 * <p>Holds no rule of the domain. May touch Quarkus and {@code protocol}.
 */
@NullMarked
package io.sealstream.servicekit;

import org.jspecify.annotations.NullMarked;
