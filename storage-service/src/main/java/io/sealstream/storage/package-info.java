/**
 * Storage's core: what is written of a submission and what an authorised reader gets back. Plain
 * Java.
 *
 * <p>Writing needs no key. Data keys are asked for by {@link io.sealstream.storage.Reading}, for
 * one page at a time, and where two ciphertexts claim to be one event.
 */
@NullMarked
package io.sealstream.storage;

import org.jspecify.annotations.NullMarked;
