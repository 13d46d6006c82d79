/**
 * Puts vault-keys together: configuration, the adapters behind the core's ports, and the work that
 * runs in the background. The only package that knows the others.
 */
@NullMarked
package io.sealstream.keys.boot;

import org.jspecify.annotations.NullMarked;
