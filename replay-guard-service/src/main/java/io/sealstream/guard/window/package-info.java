/**
 * The windows that let each nonce of a device have an effect once.
 *
 * <p>Pure rules and their encoding. Keeps no state, knows no store and no clock.
 */
@NullMarked
package io.sealstream.guard.window;

import org.jspecify.annotations.NullMarked;
