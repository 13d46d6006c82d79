/**
 * HTTP/1.1 requests that are almost right, as bytes: for tests that send them to a listener, where
 * Jazzer cannot see which code they reach.
 */
@NullMarked
package io.sealstream.fuzzing.requests;

import org.jspecify.annotations.NullMarked;
