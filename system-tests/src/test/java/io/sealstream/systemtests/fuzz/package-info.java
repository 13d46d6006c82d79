/** Requests that are almost right, sent to the running services, and what they did to them. */
@NullMarked
package io.sealstream.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
