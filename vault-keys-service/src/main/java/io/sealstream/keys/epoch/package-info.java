/**
 * Core: the keys that authenticate epoch tokens. One for every period of time; all processes of
 * vault-keys hold the same.
 *
 * <p>Rules and ports in plain Java; knows no technology.
 */
@NullMarked
package io.sealstream.keys.epoch;

import org.jspecify.annotations.NullMarked;
